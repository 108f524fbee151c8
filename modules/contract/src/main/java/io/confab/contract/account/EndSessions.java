package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Ends open sessions of a user in the database and answers with those that this ended.
 *
 * @param userId whose
 * @param sessionId which
 * @param others false for that one, true for all but that one
 */
public record EndSessions(long userId, long sessionId, boolean others) implements Request<SessionsRevoked> {}
