package io.confab.contract.invitation;

import io.confab.contract.Request;

/** Gives a use that was taken back. */
public record ReturnInvitation(String tokenHash) implements Request<Void> {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "ReturnInvitation[***]";
    }
}
