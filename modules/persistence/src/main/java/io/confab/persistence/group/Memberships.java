package io.confab.persistence.group;

import io.confab.contract.Failure;
import io.confab.contract.group.LoadMembership;
import io.confab.contract.group.Role;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Who is in which group: the one place where reads are let through or refused. */
public final class Memberships {

    private static final String ROLE = "SELECT role FROM group_members WHERE group_id = ? AND user_id = ?";

    private final Database database;

    /** Reads from this database. */
    public Memberships(Database database) {
        this.database = database;
    }

    /** Serves {@link LoadMembership}. */
    public Future<Optional<Role>> load(LoadMembership request) {
        return database.run(ROLE, Tuple.of(request.groupId(), request.userId())).map(Memberships::role);
    }

    /** The role of a member; {@code NOT_FOUND} for anybody else, whether or not there is such a group. */
    public Future<Role> require(long userId, long groupId) {
        return load(new LoadMembership(userId, groupId))
                .compose(role -> role.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(Failure.notFound("group"))));
    }

    private static Optional<Role> role(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(Role.valueOf(rows.iterator().next().getString(0)));
    }
}
