package io.confab.contract.group;

import io.confab.contract.Request;

/**
 * Ends a membership: one's own (leaving), or that of somebody of lower rank (for admins). The owner hands the group
 * over before he leaves, unless he is the last; he receives nothing after the seq of his removal.
 */
public record RemoveMember(long actorId, long groupId, long userId) implements Request<Void> {}
