package io.confab.persistence.group;

import io.confab.contract.group.LoadMembers;
import io.confab.contract.group.Member;
import io.confab.contract.group.Role;
import io.confab.persistence.Database;
import io.confab.persistence.row.Limits;
import io.confab.persistence.row.Times;
import io.confab.persistence.row.UserRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The members of a group, page by page. */
public final class Members {

    private static final String PAGE = "SELECT gm.role, gm.joined_at, " + UserRow.COLUMNS
            + " FROM group_members gm JOIN users u ON u.id = gm.user_id"
            + " WHERE gm.group_id = ? AND gm.user_id > ? ORDER BY gm.user_id LIMIT ?";

    private final Database database;
    private final Memberships memberships;

    /** Reads from this database, for members. */
    public Members(Database database, Memberships memberships) {
        this.database = database;
        this.memberships = memberships;
    }

    /** Serves {@link LoadMembers}. */
    public Future<List<Member>> load(LoadMembers request) {
        return memberships
                .require(request.userId(), request.groupId())
                .compose(role -> database.run(
                        PAGE, Tuple.of(request.groupId(), request.afterUserId(), Limits.page(request.limit()))))
                .map(rows -> rows.stream().map(Members::read).toList());
    }

    private static Member read(Row row) {
        return new Member(UserRow.readPeer(row), Role.valueOf(row.getString("role")), Times.instant(row, "joined_at"));
    }
}
