package io.confab.contract.account;

import io.confab.contract.Request;

/** The user of a number; {@code NOT_FOUND} when there is none. */
public record ReadUser(long userId) implements Request<User> {}
