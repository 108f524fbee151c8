package io.confab.dialects.conversations;

import io.confab.contract.GroupEvent;
import io.confab.contract.Wire;
import io.confab.contract.group.Group;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.log.LogEntry.RoleChanged;
import io.confab.contract.message.Message;
import io.confab.contract.message.Sent;
import io.confab.contract.presence.PresenceChanged;
import io.confab.contract.presence.Typing;
import io.confab.dialects.Times;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** What is said to clients: a record for each event, written as the Socket.IO packet of the main namespace. */
final class Said {

    private static final byte[] END = "]".getBytes(StandardCharsets.UTF_8);

    private Said() {}

    record Authenticated(long userId, String message) {}

    record NewMessage(long messageId, long conversationId, long fromUserId, String content, String sentAt) {}

    record MessageSent(long messageId, long conversationId, String status, String sentAt) {}

    record MessageDelivered(long messageId, String deliveredAt) {}

    record MessageRead(long conversationId, long readerId, long upToMessageId, String readAt) {}

    record MessageReceipts(long conversationId, long upToMessageId, long delivered, long read, long of) {}

    record MessagesRead(long conversationId, int messagesMarked) {}

    record Pong(String timestamp) {}

    record Problem(String message) {}

    record Writing(long fromUserId, long conversationId) {}

    record Online(long userId) {}

    record Offline(long userId, String lastSeen) {}

    record MemberAdded(long conversationId, long userId, String username, String role, long addedBy) {}

    record MemberRemoved(long conversationId, long userId, String username, long removedBy) {}

    record RoleGiven(long conversationId, long userId, String role, long changedBy) {}

    record Shown(
            long conversationId,
            String name,
            String description,
            String role,
            int memberCount,
            String createdAt,
            boolean archived) {
        static Shown of(Group group, String role) {
            return new Shown(
                    group.id(),
                    group.name(),
                    group.description(),
                    role,
                    group.memberCount(),
                    Times.micros(group.createdAt()),
                    group.archivedAt() != null);
        }
    }

    /** An event as a packet: {@code 42["name",{…}]}. */
    static byte[] event(String name, Object body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream(128);
        packet.writeBytes(("42[\"" + name + "\",").getBytes(StandardCharsets.UTF_8));
        packet.writeBytes(Wire.bytes(body));
        packet.writeBytes(END);
        return packet.toByteArray();
    }

    static byte[] error(String sentence) {
        return event("error", new Problem(sentence));
    }

    static byte[] sent(Sent sent) {
        return event(
                "message_sent", new MessageSent(sent.messageId(), sent.groupId(), "sent", Times.micros(sent.sentAt())));
    }

    static byte[] message(Message message) {
        return event(
                "new_message",
                new NewMessage(
                        message.messageId(),
                        message.groupId(),
                        message.senderId(),
                        message.content(),
                        Times.micros(message.sentAt())));
    }

    /** What happens in groups; null for what the contract has no word for, and for a message that was deleted. */
    static byte[] of(GroupEvent event) {
        if (event instanceof MessagePosted posted) {
            return posted.message().content() == null ? null : message(posted.message());
        } else if (event instanceof Typing typing) {
            return event("typing", new Writing(typing.user().id(), typing.groupId()));
        } else if (event instanceof PresenceChanged changed) {
            return presence(changed);
        }
        return ofMembers(event);
    }

    private static byte[] presence(PresenceChanged changed) {
        return changed.online()
                ? event("user_online", new Online(changed.userId()))
                : event("user_offline", new Offline(changed.userId(), iso(changed.lastSeen())));
    }

    private static byte[] ofMembers(GroupEvent event) {
        if (event instanceof MemberJoined joined) {
            return event(
                    "member_added",
                    new MemberAdded(
                            joined.groupId(),
                            joined.user().id(),
                            joined.user().name(),
                            role(joined.role()),
                            joined.actorId()));
        } else if (event instanceof MemberLeft left) {
            return event(
                    "member_removed",
                    new MemberRemoved(
                            left.groupId(), left.user().id(), left.user().name(), left.actorId()));
        } else if (event instanceof RoleChanged changed) {
            return event(
                    "role_changed",
                    new RoleGiven(changed.groupId(), changed.user().id(), role(changed.role()), changed.actorId()));
        } else if (event instanceof GroupChanged changed) {
            return event("group_updated", Shown.of(changed.group(), null));
        }
        return null;
    }

    static String role(Enum<?> role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static String iso(Instant at) {
        return at == null ? null : Times.micros(at);
    }
}
