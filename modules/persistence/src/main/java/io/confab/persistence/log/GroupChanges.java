package io.confab.persistence.log;

import io.confab.contract.group.Group;
import io.confab.contract.log.Change;
import io.confab.contract.log.LogEntry;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Renaming, describing, archiving, reopening. */
final class GroupChanges {

    private GroupChanges() {}

    static Effect describe(Scene scene, Change.Describe describe) {
        Group before = scene.group();
        Group after = new Group(
                before.id(),
                before.kind(),
                describe.name() == null ? before.name() : describe.name(),
                before.slug(),
                description(before, describe.description()),
                before.memberCount(),
                before.head(),
                before.createdAt(),
                archivedAt(before, describe.archived(), scene.now()));
        if (after.equals(before)) {
            return Effect.none(scene);
        }
        LogEntry entry = new LogEntry.GroupChanged(
                before.id(), scene.seq(1), scene.now(), scene.actorId(), ChangeTurn.withHead(after, scene.seq(1)));
        return new Effect(List.of(entry), after, connection -> Future.succeededFuture());
    }

    private static String description(Group before, String wanted) {
        if (wanted == null) {
            return before.description();
        }
        return wanted.isEmpty() ? null : wanted;
    }

    private static Instant archivedAt(Group before, Boolean wanted, Instant now) {
        if (wanted == null || wanted == (before.archivedAt() != null)) {
            return before.archivedAt();
        }
        return wanted ? now : null;
    }
}
