package io.confab.dialects.rooms;

import io.confab.contract.GroupEvent;
import io.confab.contract.Wire;
import io.confab.contract.account.User;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.message.Message;
import io.confab.dialects.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * The one shape of everything that is said in a room.
 *
 * @param userId made by the server, another one for each guest and always the same for an account
 * @param username whose
 * @param roomId where
 * @param content the text
 * @param messageType {@code chat}, {@code join}, {@code leave}, or {@code system} for what is said to one client alone
 * @param timestamp when
 */
record RoomFrame(UUID userId, String username, String roomId, String content, String messageType, String timestamp) {

    private static final User SYSTEM = new User(0, "System", true);

    /** What clients hear of an event; null for what the contract has no word for. */
    static byte[] of(GroupEvent event, String roomId) {
        if (event instanceof MessagePosted posted) {
            return chat(posted.message(), roomId);
        } else if (event instanceof MemberJoined joined) {
            return joined(joined.user(), roomId, joined.at());
        } else if (event instanceof MemberLeft left) {
            return frame(left.user(), roomId, left.user().name() + " left the room", "leave", left.at());
        }
        return null;
    }

    static byte[] joined(User user, String roomId, Instant at) {
        return frame(user, roomId, user.name() + " joined the room", "join", at);
    }

    /** Tells one client why something could not be done. */
    static byte[] notice(String roomId, String sentence) {
        return frame(SYSTEM, roomId, sentence, "system", Instant.now());
    }

    /** A message that was deleted before it could be told is not told. */
    private static byte[] chat(Message message, String roomId) {
        User sender = new User(message.senderId(), message.senderName(), false);
        return message.content() == null ? null : frame(sender, roomId, message.content(), "chat", message.sentAt());
    }

    private static byte[] frame(User user, String roomId, String content, String type, Instant at) {
        return Wire.bytes(new RoomFrame(idOf(user.id()), user.name(), roomId, content, type, Times.millis(at)));
    }

    /** The same on every node, without a table: every guest is a user of his own. */
    private static UUID idOf(long userId) {
        return UUID.nameUUIDFromBytes(("confab user " + userId).getBytes(StandardCharsets.US_ASCII));
    }
}
