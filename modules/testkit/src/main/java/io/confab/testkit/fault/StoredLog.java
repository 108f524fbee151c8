package io.confab.testkit.fault;

import io.confab.testkit.Jdbc;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the database holds.
 *
 * @param heads the highest seq of each group, as the group's own row has it
 * @param messages every message
 * @param changes every other entry of the logs
 */
public record StoredLog(Map<Long, Long> heads, List<Message> messages, List<Change> changes) {

    /** A message; {@code content} is null when it was edited or deleted since, so that nobody compares it. */
    public record Message(long groupId, long seq, long messageId, long senderId, UUID key, String content) {}

    /** An entry that is no message. */
    public record Change(long groupId, long seq) {}

    /** Reads all of it in one snapshot from {@code mysql://user:password@host:port/database}. */
    public static StoredLog read(String mysqlUri) throws SQLException {
        try (Connection connection = Jdbc.connect(mysqlUri);
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new StoredLog(heads(statement), messages(statement), changes(statement));
        }
    }

    private static Map<Long, Long> heads(Statement statement) throws SQLException {
        Map<Long, Long> heads = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT id, head FROM `groups`")) {
            while (rows.next()) {
                heads.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return heads;
    }

    private static List<Message> messages(Statement statement) throws SQLException {
        List<Message> messages = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                SELECT group_id, seq, id, sender_id, send_key, IF(edited_at IS NULL AND deleted_at IS NULL, content, NULL)
                FROM messages""")) {
            while (rows.next()) {
                messages.add(new Message(
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        uuid(rows.getBytes(5)),
                        rows.getString(6)));
            }
        }
        return messages;
    }

    private static List<Change> changes(Statement statement) throws SQLException {
        List<Change> changes = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT group_id, seq FROM changes")) {
            while (rows.next()) {
                changes.add(new Change(rows.getLong(1), rows.getLong(2)));
            }
        }
        return changes;
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
