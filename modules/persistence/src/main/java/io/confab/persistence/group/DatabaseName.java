package io.confab.persistence.group;

import io.confab.contract.bridge.NameDatabase;
import io.confab.persistence.Database;
import io.confab.persistence.row.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Names the database after the microsecond in which its first group was made, which was when it was. */
public final class DatabaseName {

    private static final String FIRST = "SELECT created_at FROM `groups` WHERE id = (SELECT MIN(id) FROM `groups`)";

    private final Database database;

    /** Reads from this database. */
    public DatabaseName(Database database) {
        this.database = database;
    }

    /** Serves {@link NameDatabase}. */
    public Future<String> name(NameDatabase request) {
        return database.run(FIRST, Tuple.tuple()).map(DatabaseName::of);
    }

    private static String of(RowSet<Row> rows) {
        long micros = 0;
        for (Row row : rows) {
            micros = ChronoUnit.MICROS.between(Instant.EPOCH, Times.instant(row, "created_at"));
        }
        return "d" + Long.toString(micros, Character.MAX_RADIX);
    }
}
