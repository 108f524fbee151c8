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
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Stream;

/** Joining, leaving, and roles; at most one owner at any seq. */
final class MemberChanges {

    private static final String JOIN = "INSERT INTO group_members"
            + " (group_id, user_id, role, joined_seq, delivered_seq, read_seq, joined_at, changed_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String LEAVE = "DELETE FROM group_members WHERE group_id = ? AND user_id = ?";
    private static final String ROLE =
            "UPDATE group_members SET role = ?, changed_at = ? WHERE group_id = ? AND user_id = ?";

    private MemberChanges() {}

    /** Who enters a group that everybody has left owns it, unless he is a guest or it belongs to nobody. */
    static Effect join(Scene scene, Change.Join join) {
        if (scene.targetRole() != null) {
            return Effect.none(scene);
        }
        boolean left = scene.group().memberCount() == 0 && !scene.builtIn();
        boolean inherits = left && scene.target() != null && !scene.target().guest();
        return enter(scene, inherits ? Role.OWNER : join.role(), List.of());
    }

    /** The heir of an owner after him, so that there are never two owners. */
    static Effect leave(Scene scene, Change.Leave leave) {
        if (scene.targetRole() == null) {
            return Effect.none(scene);
        }
        Group group = withMembers(scene.group(), -1);
        LogEntry left = new LogEntry.MemberLeft(
                group.id(), scene.seq(1), scene.now(), scene.actorId(), scene.target(), group.memberCount());
        Tuple row = Tuple.of(group.id(), leave.userId());
        if (scene.heir() == null) {
            return Effect.of(left, group, LEAVE, row);
        }
        RoleChanged inherited = changed(scene, 2, scene.heir(), Role.OWNER);
        return new Effect(
                List.of(left, inherited),
                group,
                connection -> connection.run(LEAVE, row).compose(done -> store(connection, inherited)));
    }

    static Effect setRole(Scene scene, Change.SetRole setRole) {
        if (scene.targetRole() == setRole.role()) {
            return Effect.none(scene);
        }
        if (scene.targetRole() == Role.OWNER) {
            throw Failure.of(Code.CONFLICT, "The owner hands the group over to give up the role");
        }
        if (setRole.role() == Role.OWNER
                && scene.target() != null
                && scene.target().guest()) {
            throw Failure.of(Code.CONFLICT, "A group is handed over to somebody with an account");
        }
        // the giver first, so that there are never two owners
        List<RoleChanged> given =
                setRole.role() == Role.OWNER ? List.of(changed(scene, 1, scene.actor(), Role.ADMIN)) : List.of();
        return scene.targetRole() == null
                ? enter(scene, setRole.role(), given)
                : roles(scene, append(given, changed(scene, given.size() + 1, scene.target(), setRole.role())));
    }

    /** The user concerned joins, after these changes of role; what was said before he joined counts as read. */
    private static Effect enter(Scene scene, Role role, List<RoleChanged> before) {
        if (scene.group().archivedAt() != null) {
            throw Failure.of(Code.CONFLICT, "The group is archived");
        }
        if (scene.target() == null) {
            throw Failure.notFound("user");
        }
        Group group = withMembers(scene.group(), 1);
        long seq = scene.seq(before.size() + 1);
        Object now = Times.stored(scene.now());
        Tuple row = Tuple.of(group.id(), scene.target().id(), role.name(), seq, seq, seq, now, now);
        LogEntry joined = new LogEntry.MemberJoined(
                group.id(), seq, scene.now(), scene.actorId(), scene.target(), role, group.memberCount());
        return new Effect(
                append(before, joined),
                group,
                connection -> store(connection, before).compose(done -> connection.run(JOIN, row)));
    }

    private static Effect roles(Scene scene, List<RoleChanged> changes) {
        return new Effect(List.copyOf(changes), scene.group(), connection -> store(connection, changes));
    }

    private static <T> List<T> append(List<? extends T> list, T last) {
        return Stream.<T>concat(list.stream(), Stream.of(last)).toList();
    }

    private static RoleChanged changed(Scene scene, int n, User user, Role role) {
        return new RoleChanged(scene.group().id(), scene.seq(n), scene.now(), scene.actorId(), user, role);
    }

    /** One after the other: at no moment there are two owners. */
    private static Future<Void> store(Connection connection, List<RoleChanged> changes) {
        Future<Void> all = Future.succeededFuture();
        for (RoleChanged changed : changes) {
            all = all.compose(done -> store(connection, changed));
        }
        return all;
    }

    private static Future<Void> store(Connection connection, RoleChanged changed) {
        return connection
                .run(
                        ROLE,
                        Tuple.of(
                                changed.role().name(),
                                Times.stored(changed.at()),
                                changed.groupId(),
                                changed.user().id()))
                .mapEmpty();
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
