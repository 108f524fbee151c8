package io.confab.contract.group;

import io.confab.contract.Request;

/** Gives a member a role, for the owner; giving {@code OWNER} hands the group over and leaves the giver an admin. */
public record ChangeRole(long actorId, long groupId, long userId, Role role) implements Request<Void> {}
