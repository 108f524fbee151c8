package io.confab.contract.account;

import io.confab.contract.Request;

/** Stores that a registered name was proven; answers whether that is news. */
public record StorePin(long userId) implements Request<Boolean> {}
