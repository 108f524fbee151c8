package io.confab.contract.invitation;

import io.confab.contract.Request;
import java.util.List;

/**
 * The invitations to a group that can be accepted now, newest first. {@code NOT_FOUND} for who is not in the group, {@code
 * FORBIDDEN} for who is no admin of it.
 */
public record ListInvitations(long actorId, long groupId) implements Request<List<Invitation>> {}
