package io.confab.contract.message;

import java.time.Instant;
import java.util.List;

/**
 * A page of messages, newest first.
 *
 * @param messages those of the page
 * @param total how many messages the group has in all
 * @param more whether there are older ones
 */
public record MessagePage(List<Tracked> messages, long total, boolean more) {

    /**
     * A message with what became of it.
     *
     * @param message the message
     * @param deliveredAt when the other member of a direct group received it; null when he has not, and in other groups
     * @param readAt when he read it; null likewise
     */
    public record Tracked(Message message, Instant deliveredAt, Instant readAt) {}
}
