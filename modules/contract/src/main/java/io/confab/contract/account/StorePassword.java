package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Replaces a password hash if it is still the one that was checked, else {@code CONFLICT}; answers with the sessions that
 * ended with it.
 *
 * @param userId whose
 * @param checkedHash the hash to be replaced
 * @param hash the new one
 * @param keptSessionId the one session that goes on; null when all go on, because the password itself stays the same
 */
public record StorePassword(long userId, String checkedHash, String hash, Long keptSessionId)
        implements Request<SessionsRevoked> {

    /** Keeps the hashes out of logs. */
    @Override
    public String toString() {
        return "StorePassword[user=" + userId + "]";
    }
}
