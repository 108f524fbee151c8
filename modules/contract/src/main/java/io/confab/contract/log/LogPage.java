package io.confab.contract.log;

import java.util.List;

/**
 * A range of a group's log.
 *
 * @param groupId where
 * @param entries contiguous, in seq order
 * @param head the group's head when it was read; more can be had while the last entry's seq is below it
 */
public record LogPage(long groupId, List<LogEntry> entries, long head) {}
