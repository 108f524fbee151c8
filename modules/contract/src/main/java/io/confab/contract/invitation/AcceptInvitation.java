package io.confab.contract.invitation;

import io.confab.contract.Request;
import io.confab.contract.account.User;
import io.confab.contract.group.GroupSummary;

/**
 * Enters the group of an invitation as a plain member; for who is in it already no failure, and no use of the invitation.
 * Answers with the group as the new member sees it. {@code NOT_FOUND} as {@link ShowInvitation}.
 */
public record AcceptInvitation(User user, String token) implements Request<GroupSummary> {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "AcceptInvitation[user=" + user.id() + "]";
    }
}
