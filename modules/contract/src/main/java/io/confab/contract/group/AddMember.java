package io.confab.contract.group;

import io.confab.contract.Request;

/** Brings another user into a private or public group; for admins. Adding a member again is no failure. */
public record AddMember(long actorId, long groupId, long userId) implements Request<Void> {}
