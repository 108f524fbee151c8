package io.confab.contract.group;

import io.confab.contract.Request;

/**
 * Finds or stores the direct group of a pair; {@code NOT_FOUND} when the other user does not exist, or is a guest without a
 * session, who could never hear what is said there.
 */
public record StoreDirect(long userId, long otherUserId) implements Request<Group> {}
