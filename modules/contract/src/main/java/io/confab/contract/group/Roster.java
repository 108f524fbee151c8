package io.confab.contract.group;

import java.util.List;

/**
 * A group and a page of its members.
 *
 * @param group the group
 * @param userIds members by id, at most {@link #PAGE}; fewer mean that there are no more
 */
public record Roster(Group group, List<Long> userIds) {

    /** Members on a page. */
    public static final int PAGE = 1_000;
}
