package io.confab.contract.group;

import io.confab.contract.Request;
import io.confab.contract.account.User;

/**
 * The direct group of two users, made when it is asked for first; the same one for both, also at the same moment. Fails as
 * {@link StoreDirect} does.
 */
public record OpenDirect(User user, long otherUserId) implements Request<Group> {}
