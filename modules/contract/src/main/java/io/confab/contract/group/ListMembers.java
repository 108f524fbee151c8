package io.confab.contract.group;

import io.confab.contract.Request;
import java.util.List;

/**
 * Members of a group with role and presence, by user id; for its members only.
 *
 * @param afterUserId only those with a higher id; 0 from the start
 * @param limit 1–200
 */
public record ListMembers(long userId, long groupId, long afterUserId, int limit) implements Request<List<Member>> {}
