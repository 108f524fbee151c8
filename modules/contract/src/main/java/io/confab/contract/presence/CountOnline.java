package io.confab.contract.presence;

import io.confab.contract.Request;
import java.util.List;
import java.util.Map;

/**
 * How many members of groups have a live session anywhere, by group id; the same on every node, and at most about a second
 * old. Groups that do not exist have nobody. Whoever asks sees to it that the numbers reach only those who may see the groups.
 *
 * @param groupIds the groups, in any order
 */
public record CountOnline(List<Long> groupIds) implements Request<Map<Long, Integer>> {}
