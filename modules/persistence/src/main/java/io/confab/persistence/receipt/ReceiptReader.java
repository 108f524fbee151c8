package io.confab.persistence.receipt;

import io.confab.contract.Failure;
import io.confab.contract.group.Marks;
import io.confab.contract.message.ListMarks;
import io.confab.contract.message.ReadReceipts;
import io.confab.contract.message.Receipts;
import io.confab.contract.message.Receipts.ByMember;
import io.confab.persistence.Database;
import io.confab.persistence.group.Memberships;
import io.confab.persistence.row.Limits;
import io.confab.persistence.row.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Who has received and read what, for members; when, in groups of at most 200. */
public final class ReceiptReader {

    private static final String SENDER = "SELECT sender_id FROM messages WHERE group_id = ? AND seq = ?";
    private static final String RECEIVERS =
            " FROM group_members gm" + " WHERE gm.group_id = ? AND gm.user_id <> ? AND gm.joined_seq < ?";
    private static final String COUNTS =
            "SELECT COUNT(*) AS everybody, COALESCE(SUM(gm.delivered_seq >= ?), 0) AS delivered,"
                    + " COALESCE(SUM(gm.read_seq >= ?), 0) AS been_read" + RECEIVERS;
    private static final String BY_MEMBER =
            "SELECT gm.user_id, (SELECT name FROM users WHERE id = gm.user_id) AS name, "
                    + firstMark("DELIVERED") + " AS delivered_at, " + firstMark("READ") + " AS read_at" + RECEIVERS
                    + " AND gm.delivered_seq >= ? ORDER BY gm.user_id LIMIT " + Limits.SMALL_GROUP;
    private static final String MARKS =
            "SELECT user_id, delivered_seq, read_seq FROM group_members WHERE group_id = ? ORDER BY user_id";

    private final Database database;
    private final Memberships memberships;

    /** Reads from this database, for members. */
    public ReceiptReader(Database database, Memberships memberships) {
        this.database = database;
        this.memberships = memberships;
    }

    /** The first mark at or after a seq says when it was passed. */
    private static String firstMark(String kind) {
        return "(SELECT r.marked_at FROM receipts r WHERE r.group_id = gm.group_id AND r.user_id = gm.user_id"
                + " AND r.kind = '" + kind + "' AND r.seq >= ? ORDER BY r.seq LIMIT 1)";
    }

    /** Serves {@link ListMarks}; empty in a group of more than 200. */
    public Future<List<Marks>> list(ListMarks request) {
        return memberships
                .require(request.userId(), request.groupId())
                .compose(member -> member.memberCount() > Limits.SMALL_GROUP
                        ? Future.succeededFuture(List.of())
                        : database.run(MARKS, Tuple.of(request.groupId()))
                                .map(rows ->
                                        rows.stream().map(ReceiptReader::marks).toList()));
    }

    /** Serves {@link ReadReceipts}. */
    public Future<Receipts> read(ReadReceipts request) {
        return memberships
                .require(request.userId(), request.groupId())
                .compose(member -> sender(request)
                        .compose(sender -> read(request, sender, member.memberCount() <= Limits.SMALL_GROUP)));
    }

    private Future<Long> sender(ReadReceipts request) {
        return database.run(SENDER, Tuple.of(request.groupId(), request.seq()))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> row.getLong(0))
                        .orElseThrow(() -> Failure.notFound("message")));
    }

    private Future<Receipts> read(ReadReceipts request, long sender, boolean small) {
        long group = request.groupId();
        long seq = request.seq();
        Future<RowSet<Row>> counts = database.run(COUNTS, Tuple.of(seq, seq, group, sender, seq));
        Future<List<ByMember>> members = small
                ? database.run(BY_MEMBER, Tuple.of(seq, seq, group, sender, seq, seq))
                        .map(rows -> rows.stream().map(ReceiptReader::byMember).toList())
                : Future.succeededFuture(List.of());
        return Future.all(counts, members)
                .map(read -> receipts(counts.result().iterator().next(), members.result()));
    }

    private static Receipts receipts(Row counts, List<ByMember> members) {
        return new Receipts(
                counts.getInteger("delivered"),
                counts.getInteger("been_read"),
                counts.getInteger("everybody"),
                members);
    }

    private static ByMember byMember(Row row) {
        return new ByMember(
                row.getLong("user_id"),
                row.getString("name"),
                Times.instant(row, "delivered_at"),
                Times.instant(row, "read_at"));
    }

    private static Marks marks(Row row) {
        return new Marks(row.getLong("user_id"), row.getLong("delivered_seq"), row.getLong("read_seq"));
    }
}
