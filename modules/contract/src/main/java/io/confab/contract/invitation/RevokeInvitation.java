package io.confab.contract.invitation;

import io.confab.contract.Request;

/**
 * Ends an invitation to a group. {@code NOT_FOUND} for who is not in the group and when the group has no such invitation,
 * {@code FORBIDDEN} for who is no admin of it.
 */
public record RevokeInvitation(long actorId, long groupId, long invitationId) implements Request<Void> {}
