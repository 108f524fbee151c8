package io.confab.contract.account;

import io.confab.contract.Request;

/** Ends one of the asking user's own sessions; {@code NOT_FOUND} when it is not open or not his. */
public record RevokeSession(Identity identity, long sessionId) implements Request<Void> {}
