package io.confab.persistence.row;

import io.confab.contract.message.Message;
import io.confab.contract.message.Preview;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** A message in a row of {@code messages m} with its sender in {@code users s}. */
public final class MessageRow {

    /** What to select, from {@code messages m} and {@code users s}. */
    public static final String COLUMNS = "m.group_id AS message_group, m.seq AS message_seq, m.id AS message_id,"
            + " m.sender_id, s.name AS sender_name, m.send_key, m.content, m.reply_to, m.sent_at, m.edited_at, m.deleted_at";

    /** As {@link #COLUMNS}, of the content only so much that a {@link Preview} can be told from the whole. */
    public static final String PREVIEW_COLUMNS =
            COLUMNS.replace("m.content", "LEFT(m.content, " + (Preview.MAX_CONTENT + 1) + ") AS content");

    private MessageRow() {}

    /** The message as it is now; null where an outer join found none. */
    public static Message read(Row row) {
        Long seq = row.getLong("message_seq");
        return seq == null
                ? null
                : new Message(
                        row.getLong("message_group"),
                        seq,
                        row.getLong("message_id"),
                        row.getLong("sender_id"),
                        row.getString("sender_name"),
                        key(row.getBuffer("send_key")),
                        row.getString("content"),
                        row.getLong("reply_to"),
                        Times.instant(row, "sent_at"),
                        Times.instant(row, "edited_at"),
                        Times.instant(row, "deleted_at"));
    }

    private static UUID key(Buffer stored) {
        return new UUID(stored.getLong(0), stored.getLong(8));
    }
}
