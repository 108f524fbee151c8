package io.confab.contract.invitation;

import io.confab.contract.Request;
import java.time.Duration;

/**
 * Stores a new invitation; fails as {@link MakeInvitation} does.
 *
 * @param tokenHash SHA-256 of its secret, in hex
 * @param maxUses null for any number
 */
public record StoreInvitation(long actorId, long groupId, String tokenHash, Duration lifetime, Long maxUses)
        implements Request<Invitation> {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "StoreInvitation[group=" + groupId + "]";
    }
}
