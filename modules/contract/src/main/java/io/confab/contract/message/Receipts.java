package io.confab.contract.message;

import java.time.Instant;
import java.util.List;

/**
 * Who has received and read a message.
 *
 * @param delivered how many have received it
 * @param read how many have read it
 * @param of how many members there are besides the sender
 * @param members those who received it, at most 200, by user id
 */
public record Receipts(int delivered, int read, int of, List<ByMember> members) {

    /**
     * What one member did with it.
     *
     * @param userId who
     * @param name his name
     * @param deliveredAt when he received it
     * @param readAt when he read it; null when he has not
     */
    public record ByMember(long userId, String name, Instant deliveredAt, Instant readAt) {}
}
