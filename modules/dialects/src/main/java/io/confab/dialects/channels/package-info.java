/**
 * The contract of channels over HTTP: {@code /api/channels} and live messages as server-sent events. A channel is a public
 * group under its number; what other programs find of it in Redis the bridge writes.
 *
 * <p>Start reading at {@link io.confab.dialects.channels.ChannelsContract}.
 */
package io.confab.dialects.channels;
