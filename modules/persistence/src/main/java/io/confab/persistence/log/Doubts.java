package io.confab.persistence.log;

import io.confab.contract.Bus;
import io.confab.contract.log.HeadMoved;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Groups that may have got entries which nobody heard of: the connection was lost with a commit on its way.
 *
 * <p>Reading the head with a lock waits for a commit that still runs on the server; then watchers are told the head and
 * read what they missed.
 */
final class Doubts {

    private static final String HEAD = "SELECT head FROM `groups` WHERE id = ? FOR UPDATE";
    private static final long PAUSE_MILLIS = 200;

    private final Vertx vertx;
    private final Database database;
    private final Bus bus;
    private final Set<Long> groupIds = new LinkedHashSet<>();
    private boolean looking;

    Doubts(Vertx vertx, Database database, Bus bus) {
        this.vertx = vertx;
        this.database = database;
        this.bus = bus;
    }

    void add(Collection<Long> doubtful) {
        groupIds.addAll(doubtful);
        if (!looking) {
            look();
        }
    }

    private void look() {
        looking = true;
        List<Long> doubtful = List.copyOf(groupIds);
        groupIds.clear();
        Future<Void> all = Future.succeededFuture();
        for (long groupId : doubtful) {
            all = all.compose(done -> look(groupId));
        }
        all.onComplete(done -> vertx.setTimer(PAUSE_MILLIS, id -> again()));
    }

    private void again() {
        looking = false;
        if (!groupIds.isEmpty()) {
            look();
        }
    }

    /** One group that cannot be read stays in doubt and does not keep the others waiting. */
    private Future<Void> look(long groupId) {
        return database.run(HEAD, Tuple.of(groupId))
                .onSuccess(rows -> tell(groupId, rows))
                .onFailure(cause -> groupIds.add(groupId))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private void tell(long groupId, RowSet<Row> rows) {
        for (Row row : rows) {
            bus.publish(new HeadMoved(groupId, row.getLong("head")));
        }
    }
}
