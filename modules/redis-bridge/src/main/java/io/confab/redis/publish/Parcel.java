package io.confab.redis.publish;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.confab.contract.Wire;
import io.confab.contract.group.Group;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessageDeleted;
import io.confab.contract.log.LogEntry.MessageEdited;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.message.Message;
import io.confab.redis.Names;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One entry on its way.
 *
 * @param entry what it is
 * @param json the entry, encoded once
 */
record Parcel(LogEntry entry, Buffer json) {

    /** Of the fields of a stream beside the JSON and the text. */
    private static final int OVERHEAD = 256;

    private static final Map<Class<?>, String> TYPES = Arrays.stream(
                    LogEntry.class.getAnnotation(JsonSubTypes.class).value())
            .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

    static Parcel of(LogEntry entry) {
        return new Parcel(entry, Buffer.buffer(Wire.bytes(entry)));
    }

    long groupId() {
        return entry.groupId();
    }

    long seq() {
        return entry.seq();
    }

    /** How much it takes, in bytes, more or less. */
    int weight() {
        return OVERHEAD + 2 * json.length();
    }

    /** Adds the commands that keep it in its group's stream, and what it changes in the group's hash and set. */
    void keep(Names names, String line, int streamEntries, List<Request> commands) {
        String stream = names.stream(groupId());
        commands.add(append(stream, line, streamEntries));
        if (entry instanceof MessageEdited edited) {
            commands.add(erase(stream, edited.message()));
        } else if (entry instanceof MessageDeleted deleted) {
            commands.add(erase(stream, deleted.message()));
        } else if (entry instanceof MemberJoined joined) {
            commands.add(member(Command.SADD, names, joined.user().id()));
        } else if (entry instanceof MemberLeft left) {
            commands.add(member(Command.SREM, names, left.user().id()));
        } else if (entry instanceof GroupChanged changed) {
            commands.add(card(names, changed.group()));
        }
    }

    /** Writes name and description of a group into its hash. */
    static Request card(Names names, Group group) {
        return Request.cmd(Command.HSET)
                .arg(names.group(group.id()))
                .arg("id")
                .arg(group.id())
                .arg("name")
                .arg(Objects.requireNonNullElse(group.name(), ""))
                .arg("description")
                .arg(Objects.requireNonNullElse(group.description(), ""));
    }

    private Request append(String stream, String line, int streamEntries) {
        Request add = Request.cmd(Command.XADD)
                .arg(stream)
                .arg("MAXLEN")
                .arg("~")
                .arg(streamEntries)
                .arg(id(seq()))
                .arg("seq")
                .arg(seq())
                .arg("channel_id")
                .arg(groupId())
                .arg("type")
                .arg(TYPES.get(entry.getClass()))
                .arg("timestamp")
                .arg(entry.at().toString());
        if (entry instanceof MessagePosted posted) {
            add.arg("message_id").arg(posted.message().messageId());
            add.arg("text").arg(Objects.requireNonNullElse(posted.message().content(), ""));
        }
        // an edit is kept without its content, which nobody could find when the message is deleted
        return entry instanceof MessageEdited
                ? add
                : add.arg("entry")
                        .arg(Buffer.buffer(line)
                                .appendByte((byte) '[')
                                .appendBuffer(json)
                                .appendByte((byte) ']'));
    }

    private static Request erase(String stream, Message message) {
        return Request.cmd(Command.XDEL).arg(stream).arg(id(message.seq()));
    }

    private Request member(Command command, Names names, long userId) {
        return Request.cmd(command).arg(names.subscribers(groupId())).arg(userId);
    }

    private static String id(long seq) {
        return seq + "-0";
    }
}
