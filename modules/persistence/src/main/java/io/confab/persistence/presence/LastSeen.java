package io.confab.persistence.presence;

import io.confab.contract.presence.StorePresence;
import io.confab.contract.presence.StorePresence.Change;
import io.confab.persistence.Database;
import io.confab.persistence.row.Limits;
import io.confab.persistence.row.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers when users were last seen; the time moves forward only. */
public final class LastSeen {

    private static final String STORE = "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]',"
            + " seen_at DATETIME(6) PATH '$[1]')) a"
            + " STRAIGHT_JOIN users u FORCE INDEX (PRIMARY) ON u.id = a.id"
            + " SET u.last_seen_at = GREATEST(COALESCE(u.last_seen_at, a.seen_at), a.seen_at)";
    private static final String GROUPS = "SELECT gm.user_id, gm.group_id"
            + " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) a"
            + " STRAIGHT_JOIN group_members gm ON gm.user_id = a.id"
            + " STRAIGHT_JOIN `groups` g ON g.id = gm.group_id AND g.member_count <= " + Limits.SMALL_GROUP;

    private final Database database;

    /** Writes to this database. */
    public LastSeen(Database database) {
        this.database = database;
    }

    /** Serves {@link StorePresence}. */
    public Future<Map<Long, List<Long>>> store(StorePresence request) {
        JsonArray userIds = new JsonArray();
        request.changes().forEach(change -> userIds.add(change.userId()));
        return storeTimes(request.changes())
                .compose(done -> database.run(GROUPS, Tuple.of(userIds.encode())))
                .map(LastSeen::byUser);
    }

    /** In the order of the ids, so that two nodes do not lock each other out. */
    private Future<Void> storeTimes(List<Change> changes) {
        JsonArray times = new JsonArray();
        changes.stream()
                .filter(change -> change.lastSeen() != null)
                .sorted(Comparator.comparingLong(Change::userId))
                .forEach(
                        change -> times.add(new JsonArray().add(change.userId()).add(Times.text(change.lastSeen()))));
        return times.isEmpty()
                ? Future.succeededFuture()
                : database.run(STORE, Tuple.of(times.encode())).mapEmpty();
    }

    private static Map<Long, List<Long>> byUser(RowSet<Row> rows) {
        Map<Long, List<Long>> groups = new HashMap<>();
        for (Row row : rows) {
            groups.computeIfAbsent(row.getLong("user_id"), id -> new ArrayList<>())
                    .add(row.getLong("group_id"));
        }
        return Map.copyOf(groups);
    }
}
