package io.confab.contract.group;

import io.confab.contract.Request;

/**
 * Ends a membership: one's own (leaving), or that of somebody of lower rank (for admins). Who was
 * removed receives nothing after the seq of his removal.
 *
 * <p>When the owner leaves, the admin who has been a member longest becomes owner; where there is none, the member who
 * has, guests last.
 */
public record RemoveMember(long actorId, long groupId, long userId) implements Request<Void> {}
