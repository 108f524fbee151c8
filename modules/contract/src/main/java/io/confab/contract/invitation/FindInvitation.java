package io.confab.contract.invitation;

import io.confab.contract.Request;
import java.util.Optional;

/** What the invitation with this hash leads to; empty when it cannot be accepted now. */
public record FindInvitation(String tokenHash) implements Request<Optional<InvitedGroup>> {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "FindInvitation[***]";
    }
}
