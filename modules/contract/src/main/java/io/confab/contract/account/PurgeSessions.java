package io.confab.contract.account;

import io.confab.contract.Request;

/** Deletes up to so many sessions that expired long ago; answers with how many. */
public record PurgeSessions(int limit) implements Request<Integer> {}
