package io.confab.gateway.protocol;

import io.confab.gateway.session.Session;
import io.vertx.core.Future;
import java.util.Map;

/** Which groups a session hears, and from where on. */
final class GroupCommands {

    private final Replay replay;

    GroupCommands(Replay replay) {
        this.replay = replay;
    }

    void addTo(Map<String, Command> commands) {
        commands.put("resume", this::resume);
        commands.put("watch", this::watch);
        commands.put("unwatch", this::unwatch);
    }

    private void resume(Session session, Fields fields) {
        session.identity();
        Map<Long, Long> cursors = fields.seqs("cursors");
        session.charge(cursors.size() / 10);
        replay.run(session, fields.ref(), cursors);
    }

    private void watch(Session session, Fields fields) {
        long groupId = fields.number("group_id");
        Answers.give(session, groupId, fields, session.subscriptions().look(groupId), (ref, group) -> {
            if (session.subscriptions().of(groupId) == null) {
                session.subscriptions().begin(group, group.group().head());
            }
            return Answers.done(ref);
        });
    }

    private void unwatch(Session session, Fields fields) {
        session.identity();
        long groupId = fields.number("group_id");
        session.subscriptions().end(groupId);
        Answers.giveDone(session, groupId, fields, Future.succeededFuture());
    }
}
