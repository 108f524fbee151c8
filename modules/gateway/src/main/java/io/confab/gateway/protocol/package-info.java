/**
 * The native protocol as {@code docs/protocol.md} describes it: JSON in text frames.
 *
 * <p>Must not know: other contracts, how frames travel, who may do what.
 *
 * <p>Start reading at {@link io.confab.gateway.protocol.NativeDialect}.
 */
package io.confab.gateway.protocol;
