package io.confab.contract.account;

import io.confab.contract.Request;
import java.time.Duration;

/**
 * Stores a new session of generation 0, and ends the user's least used ones beyond the limit: those are answered.
 *
 * <p>{@code UNAUTHENTICATED} when the password was changed or the account shut since the hash was checked.
 *
 * @param userId whose
 * @param checkedHash the hash that the password was checked against; null for a guest
 * @param sessionId random, below 2^53
 * @param ttl how long it lives unless refreshed
 * @param limit open sessions a user may have
 * @param client where it comes from
 */
public record StoreSession(long userId, String checkedHash, long sessionId, Duration ttl, int limit, Client client)
        implements Request<SessionsRevoked> {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "StoreSession[user=" + userId + ", session=" + sessionId + "]";
    }
}
