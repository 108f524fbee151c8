package io.confab.gateway.protocol;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Identity;
import io.confab.contract.group.GroupSummary;
import io.confab.gateway.feed.Subscription;
import io.confab.gateway.session.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Saying who one is, and keeping in touch. */
final class SessionCommands {

    /** How many groups one frame tells of: some 400 KB at the very most, which a queue takes. */
    static final int MAX_GROUPS = 100;

    private final Bus bus;
    private final Replay replay;

    SessionCommands(Bus bus, Replay replay) {
        this.bus = bus;
        this.replay = replay;
    }

    void addTo(Map<String, Command> commands) {
        commands.put("identify", this::identify);
        commands.put("ping", this::ping);
    }

    /** Identifies a session whose client showed a token with the upgrade. */
    void identify(Session session, String token) {
        identify(session, null, token, Map.of());
    }

    private void identify(Session session, Fields fields) {
        if (session.isReady()) {
            renew(session, fields);
        } else {
            Map<Long, Long> cursors = fields.has("cursors") ? fields.seqs("cursors") : Map.of();
            identify(session, fields.ref(), fields.text("token"), cursors);
        }
    }

    private void identify(Session session, String ref, String token, Map<Long, Long> cursors) {
        session.identify(bus.ask(new Authenticate(token)), cursors, groups -> {
            if (groups.succeeded()) {
                welcome(session, ref, groups.result(), cursors);
            } else {
                refuse(session, ref, Failure.from(groups.cause()));
            }
        });
    }

    private void welcome(Session session, String ref, List<GroupSummary> groups, Map<Long, Long> cursors) {
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> groups.forEach(group -> session.subscriptions()
                .begin(
                        group,
                        Replay.from(group.group(), cursors.get(group.group().id())))));
        int told = 0;
        for (; groups.size() - told > MAX_GROUPS; told += MAX_GROUPS) {
            Frames.Groups some = new Frames.Groups(groups.subList(told, told + MAX_GROUPS));
            steps.add(() -> session.write(Frames.frame("groups", some)));
        }
        List<GroupSummary> last = groups.subList(told, groups.size());
        steps.add(() -> {
            ready(session, ref, last);
            goOn(session, ref, groups, cursors);
        });
        session.inTurn(steps);
    }

    private static void ready(Session session, String ref, List<GroupSummary> groups) {
        Identity who = session.identity();
        Frames.Ready ready = new Frames.Ready(who.user(), who.sessionId(), who.expiresAt(), groups);
        session.write(Frames.answer("ready", ref, ready));
    }

    private void goOn(Session session, String ref, List<GroupSummary> groups, Map<Long, Long> cursors) {
        Map<Long, Long> wanted = new HashMap<>();
        for (GroupSummary group : groups) {
            Long cursor = cursors.get(group.group().id());
            if (cursor != null) {
                Replay.tellGap(session, group.group(), cursor);
                wanted.put(group.group().id(), cursor);
            }
        }
        if (!cursors.isEmpty()) {
            replay.goOn(session, ref, wanted);
        }
    }

    private static void refuse(Session session, String ref, Failure failure) {
        session.write(Frames.error(ref, failure));
        if (failure.code() == Code.UNAUTHENTICATED) {
            session.close(failure.code().closeCode(), failure.sentence());
        }
    }

    private void renew(Session session, Fields fields) {
        Future<Identity> newer = bus.ask(new Authenticate(fields.text("token"))).map(session::renew);
        Answers.give(
                session,
                0,
                fields,
                newer,
                (ref, who) -> Frames.answer("renewed", ref, new Frames.Renewed(who.expiresAt())));
    }

    private void ping(Session session, Fields fields) {
        Map<Long, Long> heads = new HashMap<>();
        for (Subscription heard : session.subscriptions().all()) {
            heads.put(heard.groupId(), heard.cursor());
        }
        session.write(Frames.answer("pong", fields.ref(), new Frames.Heads(heads)));
    }
}
