package io.confab.persistence.sweep;

import io.confab.contract.Bus;
import io.confab.contract.UserEvent;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.GroupEnteredElsewhere;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Users who entered groups lately and whose sessions here were not told yet. */
final class NewMembers {

    /** A role that was given later changed the row too. The first page's parameters are null, the window, null, 0, 0, 0. */
    private static final String PAGE = "SELECT changed_at, group_id, user_id, joined_seq FROM group_members"
            + " WHERE changed_at >= COALESCE(?, UTC_TIMESTAMP(6) - INTERVAL ? SECOND) AND joined_at = changed_at"
            + " AND (changed_at > ? OR group_id > ? OR (group_id = ? AND user_id > ?))"
            + " ORDER BY changed_at, group_id, user_id LIMIT " + Pages.SIZE;

    /** Longer than a row stays in the window, also one that could not be read for a while. */
    private static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Bus bus;
    private final Pages pages;
    /** What was told, by us or by whoever heard of it first, with the time of that; oldest first. */
    private final Map<GroupEntered, Long> told = new LinkedHashMap<>();

    NewMembers(Database database, Bus bus) {
        this.bus = bus;
        pages = new Pages(database, PAGE, NewMembers::after);
    }

    /** Somebody else told it. */
    void known(GroupEntered entered) {
        told.putIfAbsent(entered, System.nanoTime());
    }

    Future<Void> look(long seconds) {
        forget();
        return pages.read(Tuple.of(null, seconds, null, 0L, 0L, 0L), this::take).mapEmpty();
    }

    private static Tuple after(Row row) {
        Object changedAt = row.getValue("changed_at");
        long group = row.getLong("group_id");
        return Tuple.of(changedAt, 0, changedAt, group, group, row.getLong("user_id"));
    }

    private void take(Row row) {
        GroupEntered entered =
                new GroupEntered(row.getLong("user_id"), row.getLong("group_id"), row.getLong("joined_seq"));
        if (told.putIfAbsent(entered, System.nanoTime()) == null) {
            bus.announce(UserEvent.class, new GroupEnteredElsewhere(entered));
        }
    }

    private void forget() {
        long latest = System.nanoTime() - REMEMBERED_NANOS;
        Iterator<Long> times = told.values().iterator();
        while (times.hasNext() && times.next() < latest) {
            times.remove();
        }
    }
}
