package io.confab.contract.account;

import io.confab.contract.Request;
import java.util.Optional;

/**
 * What is stored of a user's name and of what somebody shows for it; empty when there is no such user, he is shut, or a guest
 * who has no name of his own.
 *
 * @param userId whose name
 * @param tokenHash of a token, in hex; null for none
 * @param browserHash of a browser's secret, in hex; null for none
 */
public record LoadNameProof(long userId, String tokenHash, String browserHash)
        implements Request<Optional<LoadNameProof.Stored>> {

    /**
     * What is stored.
     *
     * @param user whose name it is
     * @param pinned whether it was proven ever
     * @param byToken whether the token is one of his
     * @param byBrowser whether the browser is one of his
     * @param known whether either proves any name at all
     */
    public record Stored(User user, boolean pinned, boolean byToken, boolean byBrowser, boolean known) {}

    /** Keeps the hashes out of logs. */
    @Override
    public String toString() {
        return "LoadNameProof[user=" + userId + "]";
    }
}
