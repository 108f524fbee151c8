package io.confab.persistence.group;

import io.confab.contract.Failure;
import io.confab.contract.group.LoadRoster;
import io.confab.contract.group.Roster;
import io.confab.persistence.Database;
import io.confab.persistence.row.GroupRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Groups with the ids of all their members, page by page. */
public final class Rosters {

    private static final String GROUP = "SELECT " + GroupRow.COLUMNS + " FROM `groups` g WHERE g.id = ?";
    private static final String PAGE = "SELECT user_id FROM group_members WHERE group_id = ? AND user_id > ?"
            + " ORDER BY user_id LIMIT " + Roster.PAGE;

    private final Database database;

    /** Reads from this database. */
    public Rosters(Database database) {
        this.database = database;
    }

    /** Serves {@link LoadRoster}. */
    public Future<Roster> load(LoadRoster request) {
        return database.run(GROUP, Tuple.of(request.groupId())).compose(groups -> {
            if (groups.size() == 0) {
                throw Failure.notFound("group");
            }
            return database.run(PAGE, Tuple.of(request.groupId(), request.afterUserId()))
                    .map(members -> new Roster(
                            GroupRow.read(groups.iterator().next()),
                            members.stream().map(row -> row.getLong("user_id")).toList()));
        });
    }
}
