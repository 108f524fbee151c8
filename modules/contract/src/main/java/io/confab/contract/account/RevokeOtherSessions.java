package io.confab.contract.account;

import io.confab.contract.Request;

/** Ends all sessions of the asking user but the one that asks; answers with how many. */
public record RevokeOtherSessions(Identity identity) implements Request<Integer> {}
