package io.confab.contract.group;

import io.confab.contract.Request;
import io.confab.contract.account.User;

/** Enters a public group; joining twice is no failure. Who enters one that everybody had left becomes its
 * owner, but for the groups that were there from the start. Answers with the group as the new member sees it. */
public record JoinGroup(User user, long groupId) implements Request<GroupSummary> {}
