package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.group.Group;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.confab.persistence.Database;
import io.confab.persistence.row.GroupRow;
import io.confab.persistence.row.Limits;
import io.confab.persistence.row.MessageRow;
import io.confab.persistence.row.UserRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the log of a group back: its messages and its changes, as one sequence. */
public final class LogReader {

    private static final int LONGEST = 500;

    private static final String GROUP = "SELECT " + GroupRow.COLUMNS + " FROM `groups` g WHERE g.id = ?";
    private static final String MESSAGES = "SELECT " + MessageRow.COLUMNS
            + " FROM messages m JOIN users s ON s.id = m.sender_id"
            + " WHERE m.group_id = ? AND m.seq > ? AND m.seq <= ? ORDER BY m.seq";
    private static final String CHANGES = "SELECT c.seq, c.kind AS change_kind, c.actor_id, c.role, c.member_count,"
            + " c.changed_at, " + MessageRow.COLUMNS + ", " + UserRow.COLUMNS
            + " FROM changes c"
            + " LEFT JOIN messages m ON m.group_id = c.group_id AND m.seq = c.message_seq"
            + " LEFT JOIN users s ON s.id = m.sender_id"
            + " LEFT JOIN users u ON u.id = c.user_id"
            + " WHERE c.group_id = ? AND c.seq > ? AND c.seq <= ? ORDER BY c.seq";

    private final Database database;

    /** Reads from this database. */
    public LogReader(Database database) {
        this.database = database;
    }

    /**
     * Serves {@link ReadLog}; {@code NOT_FOUND} when there is no such group.
     *
     * <p>The head is read first: what it counts is committed, so the range up to it has no holes; one that has is a
     * fault of ours and fails as such.
     */
    public Future<LogPage> read(ReadLog request) {
        int limit = Limits.upTo(LONGEST, request.limit());
        return database.run(GROUP, Tuple.of(request.groupId()))
                .compose(groups -> groups.size() == 0
                        ? Future.failedFuture(Failure.notFound("group"))
                        : read(GroupRow.read(groups.iterator().next()), Math.max(0, request.after()), limit));
    }

    private Future<LogPage> read(Group group, long after, int limit) {
        long last = Math.min(group.head(), after + limit);
        if (last <= after) {
            return Future.succeededFuture(new LogPage(group.id(), List.of(), group.head()));
        }
        Tuple range = Tuple.of(group.id(), after, last);
        Future<RowSet<Row>> messages = database.run(MESSAGES, range);
        Future<RowSet<Row>> changes = database.run(CHANGES, range);
        return Future.all(messages, changes)
                .map(read -> page(group, after, last, merge(group, messages.result(), changes.result())));
    }

    private static List<LogEntry> merge(Group group, RowSet<Row> messages, RowSet<Row> changes) {
        List<LogEntry> entries = new ArrayList<>(messages.size() + changes.size());
        messages.forEach(row -> entries.add(new LogEntry.MessagePosted(MessageRow.read(row))));
        changes.forEach(row -> entries.add(ChangeRows.read(row, group)));
        entries.sort(Comparator.comparingLong(LogEntry::seq));
        return entries;
    }

    private static LogPage page(Group group, long after, long last, List<LogEntry> entries) {
        long expected = after + 1;
        for (LogEntry entry : entries) {
            if (entry.seq() != expected++) {
                break;
            }
        }
        if (entries.size() != last - after || expected != last + 1) {
            throw new IllegalStateException(
                    "The log of group " + group.id() + " has a hole between " + after + " and " + last);
        }
        return new LogPage(group.id(), entries, group.head());
    }
}
