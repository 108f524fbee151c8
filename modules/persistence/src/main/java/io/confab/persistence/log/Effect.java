package io.confab.persistence.log;

import io.confab.contract.group.Group;
import io.confab.contract.log.LogEntry;
import io.confab.persistence.Connection;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/**
 * What a change does.
 *
 * @param entries what it adds to the log; none when there is nothing to change
 * @param group the group as it is afterwards, but for its head
 * @param write what it writes besides its entries and its group
 */
record Effect(List<LogEntry> entries, Group group, Function<Connection, Future<?>> write) {

    /** There is nothing to change. */
    static Effect none(Scene scene) {
        return new Effect(List.of(), scene.group(), connection -> Future.succeededFuture());
    }

    /** One entry and one statement. */
    static Effect of(LogEntry entry, Group group, String sql, Tuple parameters) {
        return new Effect(List.of(entry), group, connection -> connection.run(sql, parameters));
    }
}
