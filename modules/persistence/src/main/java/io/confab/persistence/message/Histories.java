package io.confab.persistence.message;

import io.confab.contract.Failure;
import io.confab.contract.message.History;
import io.confab.contract.message.Message;
import io.confab.contract.message.ReadHistory;
import io.confab.contract.message.ReadHistory.From;
import io.confab.contract.message.ReadMessage;
import io.confab.persistence.Database;
import io.confab.persistence.group.Memberships;
import io.confab.persistence.row.Limits;
import io.confab.persistence.row.MessageRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages by seq, for members. */
public final class Histories {

    private static final String MESSAGE =
            "SELECT " + MessageRow.COLUMNS + " FROM messages m JOIN users s ON s.id = m.sender_id WHERE m.group_id = ?";
    private static final String ONE = MESSAGE + " AND m.seq = ?";
    private static final String OLDER = MESSAGE + " AND m.seq < ? ORDER BY m.seq DESC LIMIT ?";
    private static final String NEWER = MESSAGE + " AND m.seq >= ? AND m.seq <= ? ORDER BY m.seq LIMIT ?";

    private final Database database;
    private final Memberships memberships;

    /** Reads from this database, for members. */
    public Histories(Database database, Memberships memberships) {
        this.database = database;
        this.memberships = memberships;
    }

    /** Serves {@link ReadMessage}. */
    public Future<Message> read(ReadMessage request) {
        return memberships
                .require(request.userId(), request.groupId())
                .compose(member -> find(request.groupId(), request.seq()));
    }

    /** The message of a seq; {@code NOT_FOUND} when that is none. */
    Future<Message> find(long groupId, long seq) {
        return database.run(ONE, Tuple.of(groupId, seq))
                .map(rows ->
                        rows.stream().findFirst().map(MessageRow::read).orElseThrow(() -> Failure.notFound("message")));
    }

    /** Serves {@link ReadHistory}. One message more than wanted on either side tells whether there are more. */
    public Future<History> read(ReadHistory request) {
        int limit = Limits.page(request.limit());
        int older = request.from() == From.AROUND ? limit / 2 : request.from() == From.BEFORE ? limit : 0;
        int newer = limit - older;
        long pivot = request.from() == From.AFTER ? request.seq() + 1 : request.seq();
        return memberships.require(request.userId(), request.groupId()).compose(member -> {
            var before = read(OLDER, Tuple.of(request.groupId(), Math.min(pivot, member.head() + 1), older + 1));
            var after = read(NEWER, Tuple.of(request.groupId(), pivot, member.head(), newer + 1));
            return Future.all(before, after)
                    .map(read -> page(before.result(), older, after.result(), newer, member.head()));
        });
    }

    private Future<List<Message>> read(String sql, Tuple parameters) {
        return database.run(sql, parameters)
                .map(rows -> rows.stream().map(MessageRow::read).toList());
    }

    private static History page(List<Message> before, int older, List<Message> after, int newer, long head) {
        List<Message> messages = new ArrayList<>(before.subList(0, Math.min(older, before.size())));
        Collections.reverse(messages);
        messages.addAll(after.subList(0, Math.min(newer, after.size())));
        return new History(messages, before.size() > older, after.size() > newer, head);
    }
}
