package io.confab.persistence.sweep;

import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the rows of one statement page by page, in the order of their change, at most {@link #MOST_PAGES} at a time: what
 * is beyond is read the next time, from there on.
 */
final class Pages {

    /** The page size that the statements have. */
    static final int SIZE = 1_000;

    private static final int MOST_PAGES = 20;

    private final Database database;
    private final String sql;
    private final Function<Row, Tuple> after;
    private Tuple rest;

    /**
     * Pages of this statement.
     *
     * @param sql reads a page of {@link #SIZE} rows
     * @param after the parameters of the page after a row
     */
    Pages(Database database, String sql, Function<Row, Tuple> after) {
        this.database = database;
        this.sql = sql;
        this.after = after;
    }

    /**
     * Reads from the start, or on from where it was too much the last time.
     *
     * @return whether all there was has been read
     */
    Future<Boolean> read(Tuple start, Consumer<Row> reader) {
        Tuple from = rest == null ? start : rest;
        rest = null;
        return read(from, reader, 1);
    }

    private Future<Boolean> read(Tuple from, Consumer<Row> reader, int page) {
        return database.run(sql, from).compose(rows -> {
            rows.forEach(reader);
            if (rows.size() < SIZE) {
                return Future.succeededFuture(true);
            }
            Tuple next = after.apply(last(rows));
            if (page == MOST_PAGES) {
                rest = next;
                return Future.succeededFuture(false);
            }
            return read(next, reader, page + 1);
        });
    }

    private static Row last(RowSet<Row> rows) {
        Row last = null;
        for (Row row : rows) {
            last = row;
        }
        return last;
    }
}
