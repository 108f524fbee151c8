package io.confab.gateway.protocol;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.log.ReadLog;
import io.confab.gateway.feed.Subscription;
import io.confab.gateway.session.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** New resume points: what came after the cursors, then {@code resumed}. */
final class Replay {

    /** Who lacks more events of a group is told of a gap instead. */
    static final int MAX_EVENTS = 500;

    private final Bus bus;

    Replay(Bus bus) {
        this.bus = bus;
    }

    /** All groups must be heard by the session and no cursor may be beyond its head, or nothing at all is resumed. */
    void run(Session session, String ref, Map<Long, Long> cursors) {
        session.await(0, lookUpHeads(session, cursors).compose(known -> start(session, cursors)), heads -> {
            session.write(
                    heads.succeeded()
                            ? Frames.answer("resumed", ref, new Frames.Heads(heads.result()))
                            : Frames.error(ref, Failure.from(heads.cause())));
        });
    }

    /** A client may have learnt of a seq elsewhere before this event loop has. */
    private Future<Void> lookUpHeads(Session session, Map<Long, Long> cursors) {
        List<Future<?>> reads = new ArrayList<>();
        cursors.forEach((groupId, cursor) -> {
            Subscription subscription = require(session, groupId);
            if (cursor > subscription.head()) {
                reads.add(bus.ask(new ReadLog(groupId, cursor, 1)).onSuccess(page -> subscription.learn(page.head())));
            }
        });
        return Future.all(reads).mapEmpty();
    }

    private Future<Map<Long, Long>> start(Session session, Map<Long, Long> cursors) {
        List<Subscription> resumed = new ArrayList<>();
        Map<Long, Long> heads = new HashMap<>();
        cursors.forEach((groupId, cursor) -> {
            Subscription subscription = require(session, groupId);
            if (cursor > subscription.head()) {
                throw Failure.invalid(field(groupId), "This cursor is beyond the head of the group");
            }
            resumed.add(subscription);
            heads.put(groupId, subscription.head());
        });
        resumed.forEach(subscription -> resume(session, subscription, cursors.get(subscription.groupId())));
        return session.subscriptions().settled(resumed).map(heads);
    }

    private static void resume(Session session, Subscription subscription, long cursor) {
        long head = subscription.head();
        if (head - cursor > MAX_EVENTS) {
            session.write(Frames.frame("gap", new Frames.Gap(subscription.groupId(), cursor + 1, head)));
            subscription.resume(head);
        } else {
            subscription.resume(cursor);
        }
    }

    private static Subscription require(Session session, long groupId) {
        Subscription subscription = session.subscriptions().of(groupId);
        if (subscription == null) {
            throw Failure.notFound("group").at(field(groupId));
        }
        return subscription;
    }

    private static String field(long groupId) {
        return "cursors." + groupId;
    }
}
