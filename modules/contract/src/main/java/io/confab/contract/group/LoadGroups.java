package io.confab.contract.group;

import io.confab.contract.Request;
import java.util.List;

/**
 * What {@link ListGroups} answers but for presence, straight from the database.
 *
 * @param userId whose groups
 * @param groupId only this group; 0 for all
 */
public record LoadGroups(long userId, long groupId) implements Request<List<GroupSummary>> {}
