package io.confab.contract.group;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.confab.contract.message.Preview;

/**
 * A group as one of its members sees it in a list.
 *
 * @param group the group itself, its fields written flat
 * @param role the viewer's role
 * @param deliveredSeq the viewer's delivered mark
 * @param readSeq the viewer's read mark
 * @param unread messages after the read mark that are not the viewer's own and not deleted; exact up to {@link
 *     #UNREAD_WINDOW} events behind the head, beyond that only that many newest events are counted
 * @param lastMessage the beginning of the newest message, a stub when it was deleted; null when there is none
 * @param peer the other member of a direct group; else null
 */
public record GroupSummary(
        @JsonUnwrapped Group group,
        Role role,
        long deliveredSeq,
        long readSeq,
        int unread,
        Preview lastMessage,
        Peer peer) {

    /** How many of a group's newest events an unread count looks at; it bounds the cost of a list. */
    public static final int UNREAD_WINDOW = 1_000;

    /** The same summary with the presence of the other member filled in. */
    public GroupSummary withPeer(Peer present) {
        return new GroupSummary(group, role, deliveredSeq, readSeq, unread, lastMessage, present);
    }
}
