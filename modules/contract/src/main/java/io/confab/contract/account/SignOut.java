package io.confab.contract.account;

import io.confab.contract.Request;

/** Ends the session that asks; its tokens and sockets end at once. Twice is no failure. */
public record SignOut(Identity identity) implements Request<Void> {}
