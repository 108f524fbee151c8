/**
 * Connections to Redis that are held: made, watched, cut when silent, made again. Everything here belongs to one context.
 *
 * <p>The client reconnects nothing, waits for ever for an answer, and loses the answer of a command when a message is
 * pushed before it; what is done about that is done here and nowhere else.
 *
 * <p>Start reading at {@link io.confab.redis.link.Servers}, then {@code Link}.
 */
package io.confab.redis.link;
