package io.confab.persistence.message;

import io.confab.contract.message.MessagePage;
import io.confab.contract.message.MessagePage.Tracked;
import io.confab.contract.message.PageMessages;
import io.confab.persistence.Database;
import io.confab.persistence.group.Memberships;
import io.confab.persistence.row.MessageRow;
import io.confab.persistence.row.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Messages by number, newest first, for members. */
public final class PageReader {

    /** Each seq is a message or a change; what was deleted is not counted. There are few changes. */
    private static final String TOTAL = "SELECT g.head"
            + " - (SELECT COUNT(*) FROM changes c WHERE c.group_id = g.id)"
            + " - (SELECT COUNT(DISTINCT c.message_seq) FROM changes c WHERE c.group_id = g.id AND c.kind = 'DELETE')"
            + " AS total FROM `groups` g WHERE g.id = ?";

    private static final String PAGE = "SELECT " + MessageRow.COLUMNS + ", " + passed("DELIVERED")
            + " AS delivered_at, " + passed("READ") + " AS read_at"
            + " FROM messages m JOIN users s ON s.id = m.sender_id JOIN `groups` g ON g.id = m.group_id"
            + " WHERE m.group_id = ? AND m.deleted_at IS NULL";
    private static final String NEWEST = PAGE + " ORDER BY m.seq DESC LIMIT ? OFFSET ?";
    private static final String BEFORE = PAGE + " AND m.id < ? ORDER BY m.seq DESC LIMIT ? OFFSET ?";

    private final Database database;
    private final Memberships memberships;

    /** Reads from this database, for members. */
    public PageReader(Database database, Memberships memberships) {
        this.database = database;
        this.memberships = memberships;
    }

    /** When the other of a direct group passed a message: the first mark at or after it says so. */
    private static String passed(String kind) {
        return "(SELECT r.marked_at FROM receipts r WHERE r.group_id = m.group_id"
                + " AND r.user_id = g.user_low + g.user_high - m.sender_id AND r.kind = '" + kind + "'"
                + " AND r.seq >= m.seq ORDER BY r.seq LIMIT 1)";
    }

    /** Serves {@link PageMessages}. One message more than wanted tells whether there are more. */
    public Future<MessagePage> read(PageMessages request) {
        int limit = Math.min(Math.max(request.limit(), 0), PageMessages.MAX_LIMIT);
        return memberships.require(request.userId(), request.groupId()).compose(member -> {
            Future<Long> total = database.run(TOTAL, Tuple.of(request.groupId()))
                    .map(rows -> rows.iterator().next().getLong("total"));
            Future<List<Tracked>> page = page(request, limit + 1);
            return Future.all(total, page).map(read -> cut(page.result(), limit, total.result()));
        });
    }

    private Future<List<Tracked>> page(PageMessages request, int rows) {
        return (request.beforeId() == 0
                        ? database.run(NEWEST, Tuple.of(request.groupId(), rows, request.offset()))
                        : database.run(BEFORE, Tuple.of(request.groupId(), request.beforeId(), rows, request.offset())))
                .map(found -> found.stream().map(PageReader::tracked).toList());
    }

    private static MessagePage cut(List<Tracked> found, int limit, long total) {
        return new MessagePage(found.subList(0, Math.min(limit, found.size())), total, found.size() > limit);
    }

    private static Tracked tracked(Row row) {
        return new Tracked(MessageRow.read(row), Times.instant(row, "delivered_at"), Times.instant(row, "read_at"));
    }
}
