package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.Role;
import io.confab.contract.log.Change;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.RoleChanged;
import io.confab.persistence.Connection;
import io.confab.persistence.row.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Joining, leaving, and roles; at most one owner at any seq. */
final class MemberChanges {

    private static final String JOIN = "INSERT INTO group_members"
            + " (group_id, user_id, role, joined_seq, delivered_seq, read_seq, joined_at, changed_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String LEAVE = "DELETE FROM group_members WHERE group_id = ? AND user_id = ?";
    private static final String ROLE =
            "UPDATE group_members SET role = ?, changed_at = ? WHERE group_id = ? AND user_id = ?";

    private MemberChanges() {}

    /** What was said before he joined counts as read. */
    static Effect join(Scene scene, Change.Join join) {
        if (scene.targetRole() != null) {
            return Effect.none(scene);
        }
        if (scene.group().archivedAt() != null) {
            throw Failure.of(Code.CONFLICT, "The group is archived");
        }
        if (scene.target() == null) {
            throw Failure.notFound("user");
        }
        Group group = withMembers(scene.group(), 1);
        long seq = scene.seq(1);
        Object now = Times.stored(scene.now());
        return Effect.of(
                new LogEntry.MemberJoined(
                        group.id(),
                        seq,
                        scene.now(),
                        scene.actorId(),
                        scene.target(),
                        join.role(),
                        group.memberCount()),
                group,
                JOIN,
                Tuple.of(group.id(), join.userId(), join.role().name(), seq, seq, seq, now, now));
    }

    static Effect leave(Scene scene, Change.Leave leave) {
        if (scene.targetRole() == null) {
            return Effect.none(scene);
        }
        if (scene.targetRole() == Role.OWNER && scene.group().memberCount() > 1) {
            throw Failure.of(Code.CONFLICT, "The owner hands the group over before leaving it");
        }
        Group group = withMembers(scene.group(), -1);
        return Effect.of(
                new LogEntry.MemberLeft(
                        group.id(), scene.seq(1), scene.now(), scene.actorId(), scene.target(), group.memberCount()),
                group,
                LEAVE,
                Tuple.of(group.id(), leave.userId()));
    }

    static Effect setRole(Scene scene, Change.SetRole setRole) {
        if (scene.targetRole() == null) {
            throw Failure.notFound("member");
        }
        if (scene.targetRole() == setRole.role()) {
            return Effect.none(scene);
        }
        if (scene.targetRole() == Role.OWNER) {
            throw Failure.of(Code.CONFLICT, "The owner hands the group over to give up the role");
        }
        return setRole.role() == Role.OWNER ? handOver(scene) : give(scene, setRole.role());
    }

    private static Effect give(Scene scene, Role role) {
        RoleChanged changed = changed(scene, 1, scene.target(), role);
        return new Effect(List.of(changed), scene.group(), connection -> store(connection, changed));
    }

    /** The giver first, so that there are never two owners. */
    private static Effect handOver(Scene scene) {
        RoleChanged giver = changed(scene, 1, scene.actor(), Role.ADMIN);
        RoleChanged receiver = changed(scene, 2, scene.target(), Role.OWNER);
        return new Effect(
                List.of(giver, receiver),
                scene.group(),
                connection -> store(connection, giver).compose(done -> store(connection, receiver)));
    }

    private static RoleChanged changed(Scene scene, int n, User user, Role role) {
        return new RoleChanged(scene.group().id(), scene.seq(n), scene.now(), scene.actorId(), user, role);
    }

    private static Future<RowSet<Row>> store(Connection connection, RoleChanged changed) {
        return connection.run(
                ROLE,
                Tuple.of(
                        changed.role().name(),
                        Times.stored(changed.at()),
                        changed.groupId(),
                        changed.user().id()));
    }

    private static Group withMembers(Group group, int more) {
        return new Group(
                group.id(),
                group.kind(),
                group.name(),
                group.slug(),
                group.description(),
                group.memberCount() + more,
                group.head(),
                group.createdAt(),
                group.archivedAt());
    }
}
