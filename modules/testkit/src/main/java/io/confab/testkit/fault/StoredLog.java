package io.confab.testkit.fault;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the database holds.
 *
 * @param heads the highest seq of each group, as the group's own row has it
 * @param messages every message
 * @param changes every other entry of the logs
 */
public record StoredLog(Map<Long, Long> heads, List<Message> messages, List<Change> changes) {

    /** A message; {@code content} is null when it was edited or deleted since, so that nobody compares it. */
    public record Message(long groupId, long seq, long messageId, long senderId, UUID key, String content) {}

    /** An entry that is no message. */
    public record Change(long groupId, long seq) {}
}
