package io.confab.contract.message;

import java.time.Instant;
import java.util.UUID;

/**
 * Something said in a group, as it is now.
 *
 * @param groupId where
 * @param seq its number in the group's log
 * @param messageId its number among all messages, for contracts that know no seq
 * @param senderId who said it
 * @param senderName his name when this was read
 * @param key the sender's own id of the send
 * @param content 1 to {@link #MAX_CONTENT} characters, unchanged; null once deleted
 * @param replyTo the seq of the message it answers; null when it answers none
 * @param sentAt when it was stored, by the database's clock
 * @param editedAt when it was last edited; null when never
 * @param deletedAt when it was deleted and its content erased; null while it stands
 */
public record Message(
        long groupId,
        long seq,
        long messageId,
        long senderId,
        String senderName,
        UUID key,
        String content,
        Long replyTo,
        Instant sentAt,
        Instant editedAt,
        Instant deletedAt) {

    /** The longest content, in Unicode characters (code points). */
    public static final int MAX_CONTENT = 8_000;

    /** The same message with another content. */
    public Message withContent(String other) {
        return new Message(
                groupId, seq, messageId, senderId, senderName, key, other, replyTo, sentAt, editedAt, deletedAt);
    }
}
