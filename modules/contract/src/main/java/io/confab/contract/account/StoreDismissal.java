package io.confab.contract.account;

import io.confab.contract.Request;

/** Stores that a guest is no longer here. Twice is no failure. */
public record StoreDismissal(long userId) implements Request<Void> {}
