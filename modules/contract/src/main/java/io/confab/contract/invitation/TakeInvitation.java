package io.confab.contract.invitation;

import io.confab.contract.Request;
import java.util.Optional;

/**
 * Takes one use of an invitation for somebody who wants to enter, none for who is a member already; empty when it cannot be
 * accepted now. Of the last use only one of those who want it at once gets it.
 */
public record TakeInvitation(String tokenHash, long userId) implements Request<Optional<TakeInvitation.Taken>> {

    /**
     * The way into the group is open.
     *
     * @param groupId which
     * @param isUsed whether a use was taken, which {@link ReturnInvitation} gives back when he did not enter
     */
    public record Taken(long groupId, boolean isUsed) {}

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "TakeInvitation[user=" + userId + "]";
    }
}
