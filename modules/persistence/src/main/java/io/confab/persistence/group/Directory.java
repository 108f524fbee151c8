package io.confab.persistence.group;

import io.confab.contract.Failure;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.ListDirectory;
import io.confab.persistence.Database;
import io.confab.persistence.row.GroupRow;
import io.confab.persistence.row.Limits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The public groups. */
public final class Directory {

    private static final String PAGE = "SELECT " + GroupRow.COLUMNS + " FROM `groups` g"
            + " WHERE g.kind = 'PUBLIC' AND g.archived_at IS NULL AND g.id > ? ORDER BY g.id LIMIT ?";
    private static final String BY_SLUG =
            "SELECT " + GroupRow.COLUMNS + " FROM `groups` g WHERE g.slug = ? AND g.kind = 'PUBLIC'";

    private final Database database;

    /** Reads from this database. */
    public Directory(Database database) {
        this.database = database;
    }

    /** Serves {@link ListDirectory}. */
    public Future<List<Group>> list(ListDirectory request) {
        return database.run(PAGE, Tuple.of(request.afterId(), Limits.page(request.limit())))
                .map(rows -> rows.stream().map(GroupRow::read).toList());
    }

    /** Serves {@link FindPublicGroup}. */
    public Future<Group> find(FindPublicGroup request) {
        return database.run(BY_SLUG, Tuple.of(request.slug()))
                .map(rows ->
                        rows.stream().findFirst().map(GroupRow::read).orElseThrow(() -> Failure.notFound("group")));
    }
}
