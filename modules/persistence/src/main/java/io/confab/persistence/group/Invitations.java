package io.confab.persistence.group;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.Role;
import io.confab.contract.invitation.DropInvitation;
import io.confab.contract.invitation.FindInvitation;
import io.confab.contract.invitation.Invitation;
import io.confab.contract.invitation.InvitedGroup;
import io.confab.contract.invitation.LoadInvitations;
import io.confab.contract.invitation.ReturnInvitation;
import io.confab.contract.invitation.StoreInvitation;
import io.confab.contract.invitation.TakeInvitation;
import io.confab.contract.invitation.TakeInvitation.Taken;
import io.confab.persistence.Connection;
import io.confab.persistence.Database;
import io.confab.persistence.row.Times;
import io.confab.persistence.row.UserRow;
import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/**
 * Links into groups. An invitation is alive until it expires or is used up, while its group is not archived and whoever made
 * it is an admin there; those that are not are never shown nor counted, and those that never will be again go when the next one
 * of their group is made.
 */
public final class Invitations {

    /** More are of no use to anybody, and each is a door to be watched. */
    private static final int MOST = 100;

    private static final String FROM = " FROM invitations i JOIN `groups` g ON g.id = i.group_id"
            + " JOIN group_members m ON m.group_id = i.group_id AND m.user_id = i.created_by"
            + " JOIN users u ON u.id = i.created_by";
    private static final String ALIVE = " AND i.expires_at > UTC_TIMESTAMP(6)"
            + " AND (i.max_uses IS NULL OR i.uses < i.max_uses)"
            + " AND g.archived_at IS NULL AND m.role IN ('ADMIN', 'OWNER')";
    private static final String COLUMNS = "i.id, i.created_at, i.expires_at, i.uses, i.max_uses, " + UserRow.COLUMNS;

    private static final String ADMIN = "SELECT m.role, g.kind, g.archived_at FROM group_members m"
            + " JOIN `groups` g ON g.id = m.group_id WHERE m.group_id = ? AND m.user_id = ?";
    private static final String CLEAR =
            "DELETE FROM invitations WHERE group_id = ?" + " AND (expires_at <= UTC_TIMESTAMP(6) OR uses >= max_uses)";
    private static final String COUNT = "SELECT COUNT(*) AS made" + FROM + " WHERE i.group_id = ?" + ALIVE;
    private static final String INSERT =
            "INSERT INTO invitations (token_hash, group_id, created_by, created_at, expires_at, max_uses)"
                    + " VALUES (UNHEX(?), ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL ? SECOND, ?)";
    private static final String ONE = "SELECT " + COLUMNS + FROM + " WHERE i.id = ?";
    private static final String LIST =
            "SELECT " + COLUMNS + FROM + " WHERE i.group_id = ?" + ALIVE + " ORDER BY i.id DESC LIMIT " + MOST;
    private static final String DROP = "DELETE FROM invitations WHERE id = ? AND group_id = ?";
    private static final String FIND =
            "SELECT g.name, g.member_count" + FROM + " WHERE i.token_hash = UNHEX(?)" + ALIVE;
    private static final String OPEN = "SELECT i.id, i.group_id, EXISTS (SELECT 1 FROM group_members e"
            + " WHERE e.group_id = i.group_id AND e.user_id = ?) AS is_member" + FROM
            + " WHERE i.token_hash = UNHEX(?)" + ALIVE;
    private static final String TAKE = "UPDATE invitations SET uses = uses + 1 WHERE id = ?"
            + " AND expires_at > UTC_TIMESTAMP(6) AND (max_uses IS NULL OR uses < max_uses)";
    private static final String RETURN =
            "UPDATE invitations SET uses = uses - 1 WHERE token_hash = UNHEX(?) AND uses > 0";

    private final Database database;

    /** Reads from and writes to this database. */
    public Invitations(Database database) {
        this.database = database;
    }

    /** Serves {@link StoreInvitation}. */
    public Future<Invitation> store(StoreInvitation request) {
        return database.transaction(connection -> requireAdmin(connection, request.actorId(), request.groupId())
                .map(Invitations::requireOpen)
                .compose(open -> connection.run(CLEAR, Tuple.of(request.groupId())))
                .compose(cleared -> connection.run(COUNT, Tuple.of(request.groupId())))
                .map(Invitations::requireRoom)
                .compose(room -> connection.run(INSERT, row(request)))
                .compose(done -> connection.run(ONE, Tuple.of(done.property(MySQLClient.LAST_INSERTED_ID))))
                .map(rows -> invitation(rows.iterator().next())));
    }

    /** Serves {@link LoadInvitations}. */
    public Future<List<Invitation>> load(LoadInvitations request) {
        return database.transaction(connection -> requireAdmin(connection, request.actorId(), request.groupId())
                .compose(admin -> connection.run(LIST, Tuple.of(request.groupId())))
                .map(rows -> rows.stream().map(Invitations::invitation).toList()));
    }

    /** Serves {@link DropInvitation}. */
    public Future<Void> drop(DropInvitation request) {
        return database.transaction(connection -> requireAdmin(connection, request.actorId(), request.groupId())
                .compose(admin -> connection.run(DROP, Tuple.of(request.invitationId(), request.groupId())))
                .map(dropped -> {
                    if (dropped.rowCount() == 0) {
                        throw Failure.notFound("invitation");
                    }
                    return null;
                }));
    }

    /** Serves {@link FindInvitation}. */
    public Future<Optional<InvitedGroup>> find(FindInvitation request) {
        return database.run(FIND, Tuple.of(request.tokenHash()))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new InvitedGroup(row.getString("name"), row.getInteger("member_count"))));
    }

    /** Serves {@link TakeInvitation}. */
    public Future<Optional<Taken>> take(TakeInvitation request) {
        return database.run(OPEN, Tuple.of(request.userId(), request.tokenHash()))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : take(rows.iterator().next()));
    }

    /** Serves {@link ReturnInvitation}. */
    public Future<Void> giveBack(ReturnInvitation request) {
        return database.run(RETURN, Tuple.of(request.tokenHash())).mapEmpty();
    }

    private Future<Optional<Taken>> take(Row open) {
        long groupId = open.getLong("group_id");
        return open.getInteger("is_member") == 1
                ? Future.succeededFuture(Optional.of(new Taken(groupId, false)))
                : database.run(TAKE, Tuple.of(open.getLong("id")))
                        .map(taken -> taken.rowCount() == 1 ? Optional.of(new Taken(groupId, true)) : Optional.empty());
    }

    private static Future<Row> requireAdmin(Connection connection, long actorId, long groupId) {
        return connection.run(ADMIN, Tuple.of(groupId, actorId)).map(rows -> {
            if (rows.size() == 0) {
                throw Failure.notFound("group");
            }
            Row member = rows.iterator().next();
            if (!Role.valueOf(member.getString("role")).includes(Role.ADMIN)) {
                throw Failure.of(Code.FORBIDDEN, "Your role in this group does not allow that");
            }
            return member;
        });
    }

    private static Row requireOpen(Row group) {
        if (GroupKind.valueOf(group.getString("kind")) == GroupKind.DIRECT) {
            throw Failure.of(Code.CONFLICT, "A direct group always keeps its two members and has nothing to change");
        }
        if (group.getValue("archived_at") != null) {
            throw Failure.of(Code.CONFLICT, "The group is archived");
        }
        return group;
    }

    private static RowSet<Row> requireRoom(RowSet<Row> count) {
        if (count.iterator().next().getLong("made") >= MOST) {
            throw Failure.of(Code.CONFLICT, "A group has at most " + MOST + " invitation links; revoke one first");
        }
        return count;
    }

    private static Tuple row(StoreInvitation request) {
        return Tuple.of(
                request.tokenHash(),
                request.groupId(),
                request.actorId(),
                request.lifetime().toSeconds(),
                request.maxUses());
    }

    private static Invitation invitation(Row row) {
        return new Invitation(
                row.getLong("id"),
                UserRow.read(row),
                Times.instant(row, "created_at"),
                Times.instant(row, "expires_at"),
                row.getInteger("uses"),
                row.getInteger("max_uses"));
    }
}
