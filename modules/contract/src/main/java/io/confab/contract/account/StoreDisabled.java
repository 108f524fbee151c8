package io.confab.contract.account;

import io.confab.contract.Request;

/** Stores that an account is shut, and answers with the sessions that ended; {@code NOT_FOUND} when there is none. */
public record StoreDisabled(long userId) implements Request<SessionsRevoked> {}
