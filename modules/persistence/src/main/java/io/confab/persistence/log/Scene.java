package io.confab.persistence.log;

import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.Role;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.message.Message;
import io.confab.persistence.Connection;
import io.confab.persistence.row.GroupRow;
import io.confab.persistence.row.MessageRow;
import io.confab.persistence.row.Times;
import io.confab.persistence.row.UserRow;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a change depends on, read under the lock of its group.
 *
 * @param group where
 * @param actorId who does it
 * @param actor the same; null when there is no such user
 * @param actorRole his role; null when he is not a member
 * @param target the user concerned; null when there is none, no such user, or a guest who is gone
 * @param targetRole the role of the user concerned; null when he is not a member
 * @param message the message concerned; null when there is none, or no such message
 * @param digest of that message; null where there is none
 * @param builtIn whether the group was there from the start and belongs to nobody
 * @param heir who gets the group when its owner, the user concerned, leaves; null when nobody is left, or he is no owner
 * @param now the database's time
 */
record Scene(
        Group group,
        long actorId,
        User actor,
        Role actorRole,
        User target,
        Role targetRole,
        Message message,
        Buffer digest,
        boolean builtIn,
        User heir,
        Instant now) {

    private static final String GROUP = "SELECT " + GroupRow.COLUMNS
            + ", g.created_by IS NULL AS is_built_in FROM `groups` g WHERE g.id = ? FOR UPDATE";
    private static final String REST = "SELECT UTC_TIMESTAMP(6) AS now, a.role AS actor_role, t.role AS target_role,"
            + " au.name AS actor_name, au.password_hash IS NULL AS actor_is_guest, " + UserRow.COLUMNS + ", "
            + MessageRow.COLUMNS + ", m.digest"
            + " FROM (SELECT ? AS group_id, ? AS actor_id, ? AS target_id, ? AS seq) q"
            + " LEFT JOIN group_members a ON a.group_id = q.group_id AND a.user_id = q.actor_id"
            + " LEFT JOIN users au ON au.id = q.actor_id"
            + " LEFT JOIN group_members t ON t.group_id = q.group_id AND t.user_id = q.target_id"
            + " LEFT JOIN users u ON u.id = q.target_id AND (t.user_id IS NOT NULL OR (u.disabled_at IS NULL"
            + " AND COALESCE(u.folded_name, u.guest_name) IS NOT NULL))"
            + " LEFT JOIN messages m ON m.group_id = q.group_id AND m.seq = q.seq"
            + " LEFT JOIN users s ON s.id = m.sender_id";

    /**
     * Admins first, then who has been here longest; a registered name or a shut account only when there is nobody else, and
     * nobody who is here for as long as he is connected.
     */
    private static final String HEIR = "SELECT " + UserRow.COLUMNS
            + " FROM group_members h JOIN users u ON u.id = h.user_id WHERE h.group_id = ? AND h.user_id <> ?"
            + " AND u.folded_name IS NOT NULL"
            + " ORDER BY u.disabled_at IS NOT NULL, h.role = 'ADMIN' DESC, u.password_hash IS NULL, h.joined_seq"
            + " LIMIT 1";

    /**
     * Locks the group and reads; empty when there is no such group, after the same questions as otherwise: the time that
     * the answer takes must not tell a stranger whether a group exists.
     */
    static Future<Optional<Scene>> read(Connection connection, AppendChange request) {
        Tuple question =
                Tuple.of(request.groupId(), request.actorId(), target(request.change()), seq(request.change()));
        return connection
                .run(GROUP, Tuple.of(request.groupId()))
                .compose(groups -> connection
                        .run(REST, question)
                        .compose(rest -> groups.size() == 0
                                ? Future.succeededFuture(Optional.empty())
                                : of(
                                                connection,
                                                request,
                                                groups.iterator().next(),
                                                rest.iterator().next())
                                        .map(Optional::of)));
    }

    private static Future<Scene> of(Connection connection, AppendChange request, Row groupRow, Row rest) {
        Group group = GroupRow.read(groupRow);
        boolean builtIn = groupRow.getInteger("is_built_in") == 1;
        boolean ownerLeaves = request.change() instanceof Change.Leave && role(rest, "target_role") == Role.OWNER;
        return ownerLeaves
                ? connection
                        .run(HEIR, Tuple.of(group.id(), target(request.change())))
                        .map(heirs -> of(request, group, builtIn, rest, heir(heirs)))
                : Future.succeededFuture(of(request, group, builtIn, rest, null));
    }

    private static User heir(RowSet<Row> heirs) {
        return heirs.size() == 0 ? null : UserRow.read(heirs.iterator().next());
    }

    private static Scene of(AppendChange request, Group group, boolean builtIn, Row row, User heir) {
        return new Scene(
                group,
                request.actorId(),
                actor(row, request.actorId()),
                role(row, "actor_role"),
                UserRow.read(row),
                role(row, "target_role"),
                MessageRow.read(row),
                row.getBuffer("digest"),
                builtIn,
                heir,
                Times.instant(row, "now"));
    }

    private static User actor(Row row, long id) {
        String name = row.getString("actor_name");
        return name == null ? null : new User(id, name, row.getInteger("actor_is_guest") == 1);
    }

    private static Role role(Row row, String column) {
        String role = row.getString(column);
        return role == null ? null : Role.valueOf(role);
    }

    private static Long target(Change change) {
        if (change instanceof Change.Join join) {
            return join.userId();
        } else if (change instanceof Change.Leave leave) {
            return leave.userId();
        }
        return change instanceof Change.SetRole setRole ? setRole.userId() : null;
    }

    private static Long seq(Change change) {
        if (change instanceof Change.Edit edit) {
            return edit.messageSeq();
        }
        return change instanceof Change.Delete delete ? delete.messageSeq() : null;
    }

    /** The seq of the {@code n}th entry that the change adds, from 1. */
    long seq(int n) {
        return group.head() + n;
    }
}
