package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.group.Group;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.LogEntry;
import io.confab.persistence.Connection;
import io.confab.persistence.row.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction of one change: lock the group, see who and what is concerned, check, write, move the head. */
final class ChangeTurn implements Lane.Turn {

    private static final String GROUP = "UPDATE `groups` SET name = ?, description = ?, archived_at = ?,"
            + " member_count = ?, head = ?, changed_at = ? WHERE id = ?";

    private static final Logger LOG = LoggerFactory.getLogger(ChangeTurn.class);

    private final Announcer announcer;
    private final Seal seal;
    private final GroupQueue queue;
    private final Waiting.Order order;
    private List<LogEntry> entries = List.of();

    ChangeTurn(Announcer announcer, Seal seal, GroupQueue queue, Waiting.Order order) {
        this.announcer = announcer;
        this.seal = seal;
        this.queue = queue;
        this.order = order;
    }

    @Override
    public Future<Void> write(Connection connection) {
        AppendChange request = order.request();
        return Scene.read(connection, request).compose(found -> {
            Scene scene = found.orElseThrow(() -> Failure.notFound("group"));
            Guards.check(scene, request.guard(), request.change());
            Effect effect = effect(scene, request.change());
            entries = effect.entries();
            return entries.isEmpty() ? Future.succeededFuture() : store(connection, scene, effect);
        });
    }

    private Effect effect(Scene scene, Change change) {
        if (change instanceof Change.Edit edit) {
            return MessageChanges.edit(scene, edit, seal);
        } else if (change instanceof Change.Delete) {
            return MessageChanges.delete(scene, seal);
        } else if (change instanceof Change.Join join) {
            return MemberChanges.join(scene, join);
        } else if (change instanceof Change.Leave leave) {
            return MemberChanges.leave(scene, leave);
        } else if (change instanceof Change.SetRole setRole) {
            return MemberChanges.setRole(scene, setRole);
        }
        return GroupChanges.describe(scene, (Change.Describe) change);
    }

    private static Future<Void> store(Connection connection, Scene scene, Effect effect) {
        Group group = withHead(effect.group(), scene.seq(effect.entries().size()));
        return effect.write()
                .apply(connection)
                .compose(done -> ChangeRows.insert(connection, effect.entries()))
                .compose(done -> connection.run(
                        GROUP,
                        Tuple.of(
                                group.name(),
                                group.description(),
                                group.archivedAt() == null ? null : Times.stored(group.archivedAt()),
                                group.memberCount(),
                                group.head(),
                                Times.stored(scene.now()),
                                group.id())))
                .mapEmpty();
    }

    /** The same group with another head. */
    static Group withHead(Group group, long head) {
        return new Group(
                group.id(),
                group.kind(),
                group.name(),
                group.slug(),
                group.description(),
                group.memberCount(),
                head,
                group.createdAt(),
                group.archivedAt());
    }

    @Override
    public void committed() {
        announcer.committed(entries);
        order.answer().tryComplete(entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1)));
        queue.succeeded();
    }

    @Override
    public void failed(Throwable cause, boolean unknown) {
        if (unknown) {
            announcer.doubt(List.of(queue.groupId()));
        }
        if (!(cause instanceof Failure)) {
            LOG.error("A change could not be stored", cause);
        }
        order.refuse(Failure.from(cause));
    }
}
