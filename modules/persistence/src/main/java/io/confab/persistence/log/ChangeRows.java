package io.confab.persistence.log;

import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.Role;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessageDeleted;
import io.confab.contract.log.LogEntry.MessageEdited;
import io.confab.contract.log.LogEntry.RoleChanged;
import io.confab.contract.message.Message;
import io.confab.persistence.Connection;
import io.confab.persistence.row.MessageRow;
import io.confab.persistence.row.Times;
import io.confab.persistence.row.UserRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/**
 * The entries of a log that are no messages, to and from their rows.
 *
 * <p>A row says what was changed by whom, and only of a membership also how; a message or a group is shown as it is when
 * the row is read, so that nothing that was edited or deleted stays behind in the log.
 */
public final class ChangeRows {

    private static final String INSERT = "INSERT INTO changes"
            + " (group_id, seq, kind, actor_id, user_id, message_seq, role, member_count, changed_at)"
            + " SELECT group_id, seq, kind, actor_id, user_id, message_seq, role, member_count, changed_at"
            + " FROM JSON_TABLE(?, '$[*]' COLUMNS (group_id BIGINT PATH '$[0]', seq BIGINT PATH '$[1]',"
            + " kind VARCHAR(8) PATH '$[2]', actor_id BIGINT PATH '$[3]', user_id BIGINT PATH '$[4]',"
            + " message_seq BIGINT PATH '$[5]', role VARCHAR(8) PATH '$[6]', member_count INT PATH '$[7]',"
            + " changed_at DATETIME(6) PATH '$[8]')) a";

    private ChangeRows() {}

    /** Inserts entries that are no messages. */
    public static Future<Void> insert(Connection connection, List<? extends LogEntry> entries) {
        JsonArray rows = new JsonArray();
        entries.forEach(entry -> rows.add(row(entry)));
        return connection.run(INSERT, Tuple.of(rows.encode())).mapEmpty();
    }

    private static JsonArray row(LogEntry entry) {
        if (entry instanceof MessageEdited edited) {
            return row(edited, "EDIT", edited.actorId(), null, edited.message(), null, null);
        } else if (entry instanceof MessageDeleted deleted) {
            return row(deleted, "DELETE", deleted.actorId(), null, deleted.message(), null, null);
        } else if (entry instanceof MemberJoined joined) {
            return row(joined, "JOIN", joined.actorId(), joined.user(), null, joined.role(), joined.memberCount());
        } else if (entry instanceof MemberLeft left) {
            return row(left, "LEAVE", left.actorId(), left.user(), null, null, left.memberCount());
        } else if (entry instanceof RoleChanged changed) {
            return row(changed, "ROLE", changed.actorId(), changed.user(), null, changed.role(), null);
        } else if (entry instanceof GroupChanged changed) {
            return row(changed, "DESCRIBE", changed.actorId(), null, null, null, null);
        }
        throw new IllegalArgumentException("A message has a table of its own");
    }

    private static JsonArray row(
            LogEntry entry, String kind, long actorId, User user, Message message, Role role, Integer memberCount) {
        return new JsonArray()
                .add(entry.groupId())
                .add(entry.seq())
                .add(kind)
                .add(actorId)
                .add(user == null ? null : user.id())
                .add(message == null ? null : message.seq())
                .add(role == null ? null : role.name())
                .add(memberCount)
                .add(Times.text(entry.at()));
    }

    /** Reads an entry, with {@code changes c} joined to {@code messages m}, {@code users s} and {@code users u}. */
    static LogEntry read(Row row, Group group) {
        long groupId = group.id();
        long seq = row.getLong("seq");
        Instant at = Times.instant(row, "changed_at");
        long actorId = row.getLong("actor_id");
        return switch (row.getString("change_kind")) {
            case "EDIT" -> new MessageEdited(groupId, seq, at, actorId, MessageRow.read(row));
            case "DELETE" -> new MessageDeleted(groupId, seq, at, actorId, MessageRow.read(row));
            case "JOIN" ->
                new MemberJoined(
                        groupId, seq, at, actorId, UserRow.read(row), role(row), row.getInteger("member_count"));
            case "LEAVE" ->
                new MemberLeft(groupId, seq, at, actorId, UserRow.read(row), row.getInteger("member_count"));
            case "ROLE" -> new RoleChanged(groupId, seq, at, actorId, UserRow.read(row), role(row));
            case "DESCRIBE" -> new GroupChanged(groupId, seq, at, actorId, group);
            default -> throw new IllegalStateException("No such kind of change: " + row.getString("change_kind"));
        };
    }

    private static Role role(Row row) {
        return Role.valueOf(row.getString("role"));
    }
}
