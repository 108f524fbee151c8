package io.confab.contract.group;

import io.confab.contract.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many of these users are members of each of these groups, straight from the database, by group id; groups in which
 * none of them is are absent.
 *
 * @param groupIds the groups
 * @param userIds the users
 */
public record CountMembers(List<Long> groupIds, Set<Long> userIds) implements Request<Map<Long, Integer>> {}
