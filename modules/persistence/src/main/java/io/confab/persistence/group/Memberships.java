package io.confab.persistence.group;

import io.confab.contract.Failure;
import io.confab.contract.group.LoadMembership;
import io.confab.contract.group.Role;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Who is in which group: the one place where reads are let through or refused. */
public final class Memberships {

    private static final String MEMBERSHIP = "SELECT gm.role, g.head, g.member_count"
            + " FROM group_members gm JOIN `groups` g ON g.id = gm.group_id"
            + " WHERE gm.group_id = ? AND gm.user_id = ?";

    private final Database database;

    /** Reads from this database. */
    public Memberships(Database database) {
        this.database = database;
    }

    /**
     * A user in a group.
     *
     * @param role what he may do
     * @param head the group's head: what it counts is committed and can be read
     * @param memberCount how many members the group has
     */
    public record Membership(Role role, long head, int memberCount) {}

    /** Serves {@link LoadMembership}. */
    public Future<Optional<Role>> load(LoadMembership request) {
        return find(request.userId(), request.groupId()).map(found -> found.map(Membership::role));
    }

    /** The membership; {@code NOT_FOUND} for anybody else, whether or not there is such a group. */
    public Future<Membership> require(long userId, long groupId) {
        return find(userId, groupId)
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(Failure.notFound("group"))));
    }

    private Future<Optional<Membership>> find(long userId, long groupId) {
        return database.run(MEMBERSHIP, Tuple.of(groupId, userId))
                .map(rows -> rows.stream().findFirst().map(Memberships::read));
    }

    private static Membership read(Row row) {
        return new Membership(Role.valueOf(row.getString("role")), row.getLong("head"), row.getInteger("member_count"));
    }
}
