package io.confab.persistence.log;

import io.confab.contract.log.LoadHeads;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the heads of many groups: how far each log is. */
public final class Heads {

    /** Groups that one statement asks for; lists are filled up to powers of two, so that few statements are prepared. */
    private static final int MOST = 512;

    private final Database database;

    /** Reads from this database. */
    public Heads(Database database) {
        this.database = database;
    }

    /** Serves {@link LoadHeads}. */
    public Future<Map<Long, Long>> load(LoadHeads request) {
        List<Future<RowSet<Row>>> parts = new ArrayList<>();
        for (int from = 0; from < request.groupIds().size(); from += MOST) {
            int to = Math.min(from + MOST, request.groupIds().size());
            parts.add(read(request.groupIds().subList(from, to)));
        }
        return Future.all(parts).map(done -> {
            Map<Long, Long> heads = new HashMap<>();
            parts.forEach(rows -> rows.result().forEach(row -> heads.put(row.getLong("id"), row.getLong("head"))));
            return heads;
        });
    }

    private Future<RowSet<Row>> read(List<Long> groupIds) {
        int places = Integer.highestOneBit(2 * groupIds.size() - 1);
        List<Object> ids = new ArrayList<>(groupIds);
        ids.addAll(Collections.nCopies(places - ids.size(), groupIds.get(0)));
        String marks = String.join(", ", Collections.nCopies(places, "?"));
        return database.run("SELECT id, head FROM `groups` WHERE id IN (" + marks + ")", Tuple.wrap(ids));
    }
}
