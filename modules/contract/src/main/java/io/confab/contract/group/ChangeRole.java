package io.confab.contract.group;

import io.confab.contract.Request;

/**
 * Gives a user a role and brings him in with it when he is no member yet: all of it or nothing. For the owner; an admin
 * may bring in plain members. Giving {@code OWNER} hands the group over and leaves the giver an admin.
 */
public record ChangeRole(long actorId, long groupId, long userId, Role role) implements Request<Void> {}
