package io.confab.contract.invitation;

import io.confab.contract.Request;

/**
 * What an invitation leads to; {@code NOT_FOUND} for one that was never made, is expired, used up or revoked, or whose group
 * is archived: all of these look the same.
 */
public record ShowInvitation(String token) implements Request<InvitedGroup> {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "ShowInvitation[***]";
    }
}
