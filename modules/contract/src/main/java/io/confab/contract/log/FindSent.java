package io.confab.contract.log;

import io.confab.contract.Request;
import io.confab.contract.message.Sent;

/**
 * The first answer to a send that was stored under its sender's key, whether or not he may still write there; writes
 * nothing and waits for nobody.
 *
 * <p>{@code NOT_FOUND} when the sender never used the key, {@code CONFLICT} when he used it for another message.
 */
public record FindSent(AppendMessage send) implements Request<Sent> {}
