package io.confab.testkit.fault;

import io.confab.testkit.client.Frame;
import java.util.List;
import java.util.UUID;

/**
 * What one client did and was told, in order.
 *
 * @param name who, for the findings
 * @param userId the user it signed in as
 * @param sends every message it tried to send
 * @param acks every acknowledgement it got; several of one key when it sent that again
 * @param refusals the {@code error} frames that ended a send for good; a good run has none
 * @param heard what it heard of the groups, in the order of arrival
 * @param complete whether it was connected at the end and given time to catch up, so that it must have heard all
 */
public record ClientLog(
        String name,
        long userId,
        List<Send> sends,
        List<Ack> acks,
        List<Frame> refusals,
        List<Heard> heard,
        boolean complete) {

    /** A message it tried to send. */
    public record Send(long groupId, UUID key, String content) {}

    /** A {@code message_sent}. */
    public record Ack(long groupId, UUID key, long seq, long messageId) {}

    /** Something heard of a group. */
    public sealed interface Heard {

        /** The group. */
        long groupId();
    }

    /** The point that the next entries of the group go on from: the cursor it resumed from, or the head in {@code ready}. */
    public record From(long groupId, long cursor) implements Heard {}

    /** An entry of the log; {@code messageId} is that of a {@code new_message} and 0 otherwise. */
    public record Entry(long groupId, long seq, long messageId) implements Heard {}

    /** A {@code gap}: the server said that it will not send {@code from … head}. */
    public record Gap(long groupId, long from, long head) implements Heard {}

    /** How much there is of each: the notes themselves would fill a screen of findings. */
    @Override
    public String toString() {
        return "%s: %d sends, %d acks, %d refusals, %d heard%s"
                .formatted(name, sends.size(), acks.size(), refusals.size(), heard.size(), complete ? "" : ", away");
    }
}
