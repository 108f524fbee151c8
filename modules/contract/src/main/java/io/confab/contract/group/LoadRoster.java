package io.confab.contract.group;

import io.confab.contract.Request;

/**
 * A group with the ids of some of its members, straight from the database and for nobody's eyes: for copies that are kept
 * elsewhere. {@code NOT_FOUND} when there is no such group.
 *
 * @param groupId the group
 * @param afterUserId only members with a higher id; 0 from the start
 */
public record LoadRoster(long groupId, long afterUserId) implements Request<Roster> {}
