package io.confab.persistence.sweep;

import io.confab.contract.Bus;
import io.confab.contract.log.HeadMoved;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Groups whose head moved lately; watchers that have heard of it drop what they are told here. */
final class ChangedGroups {

    /** The first page begins at the window (parameters 1, 3 and 4 are null, null and 0), a further one after a row. */
    private static final String PAGE = "SELECT id, head, changed_at FROM `groups`"
            + " WHERE changed_at >= COALESCE(?, UTC_TIMESTAMP(6) - INTERVAL ? SECOND) AND (changed_at > ? OR id > ?)"
            + " ORDER BY changed_at, id LIMIT " + Pages.SIZE;

    private final Bus bus;
    private final Pages pages;
    private final Map<Long, Long> told = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();

    ChangedGroups(Database database, Bus bus) {
        this.bus = bus;
        pages = new Pages(database, PAGE, ChangedGroups::after);
    }

    Future<Void> look(long seconds) {
        return pages.read(Tuple.of(null, seconds, null, 0L), this::take)
                .onSuccess(this::forget)
                .mapEmpty();
    }

    private static Tuple after(Row row) {
        Object changedAt = row.getValue("changed_at");
        return Tuple.of(changedAt, 0, changedAt, row.getLong("id"));
    }

    private void take(Row row) {
        long id = row.getLong("id");
        long head = row.getLong("head");
        seen.add(id);
        Long before = told.put(id, head);
        if (before == null || before != head) {
            bus.publish(new HeadMoved(id, head));
        }
    }

    /** Groups that left the window; when there was more than could be read, nobody knows which these are. */
    private void forget(boolean complete) {
        if (complete) {
            told.keySet().retainAll(seen);
            seen.clear();
        }
    }
}
