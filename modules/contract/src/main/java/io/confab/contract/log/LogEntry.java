package io.confab.contract.log;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.confab.contract.GroupEvent;
import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.Role;
import io.confab.contract.message.Message;
import java.time.Instant;

/**
 * Something durable that happened in a group: it has the next seq of the group's log and is committed.
 *
 * <p>An entry read again later tells of the message as it is then: a replayed {@link MessagePosted} of a message that
 * was edited or deleted since carries the new content or the stub.
 *
 * <p>In JSON its field {@code type} tells which one it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LogEntry.MessagePosted.class, name = "new_message"),
    @JsonSubTypes.Type(value = LogEntry.MessageEdited.class, name = "message_edited"),
    @JsonSubTypes.Type(value = LogEntry.MessageDeleted.class, name = "message_deleted"),
    @JsonSubTypes.Type(value = LogEntry.MemberJoined.class, name = "member_joined"),
    @JsonSubTypes.Type(value = LogEntry.MemberLeft.class, name = "member_left"),
    @JsonSubTypes.Type(value = LogEntry.RoleChanged.class, name = "role_changed"),
    @JsonSubTypes.Type(value = LogEntry.GroupChanged.class, name = "group_changed")
})
public sealed interface LogEntry extends GroupEvent {

    /** Its number in the group: 1, 2, 3 … without gaps. */
    long seq();

    /** When it was stored, by the database's clock. */
    Instant at();

    /** A message was sent; its fields are written flat. */
    @JsonDeserialize(converter = FlatMessage.class)
    record MessagePosted(@JsonUnwrapped Message message) implements LogEntry {
        @Override
        public long groupId() {
            return message.groupId();
        }

        @Override
        public long seq() {
            return message.seq();
        }

        @Override
        public Instant at() {
            return message.sentAt();
        }
    }

    /** A message got another content; {@code message} is the message as it is now. */
    record MessageEdited(long groupId, long seq, Instant at, long actorId, Message message) implements LogEntry {}

    /** A message's content was erased; {@code message} is the stub. */
    record MessageDeleted(long groupId, long seq, Instant at, long actorId, Message message) implements LogEntry {}

    /** Somebody became a member, by himself or by {@code actorId}. */
    record MemberJoined(long groupId, long seq, Instant at, long actorId, User user, Role role, int memberCount)
            implements LogEntry {}

    /** Somebody is a member no longer: he left, or {@code actorId} removed him. */
    record MemberLeft(long groupId, long seq, Instant at, long actorId, User user, int memberCount)
            implements LogEntry {}

    /** A member got another role. */
    record RoleChanged(long groupId, long seq, Instant at, long actorId, User user, Role role) implements LogEntry {}

    /** The group was renamed, described, archived or reopened; {@code group} is the group as it is now. */
    record GroupChanged(long groupId, long seq, Instant at, long actorId, Group group) implements LogEntry {}
}
