package io.confab.contract.invitation;

import io.confab.contract.Request;

/** Deletes an invitation; fails as {@link RevokeInvitation} does. */
public record DropInvitation(long actorId, long groupId, long invitationId) implements Request<Void> {}
