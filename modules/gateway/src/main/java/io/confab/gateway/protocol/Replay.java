package io.confab.gateway.protocol;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.group.Group;
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
        answer(session, ref, lookUpHeads(session, cursors).compose(known -> start(session, cursors)));
    }

    /**
     * Where a new session begins to hear a group for which its client has a cursor, or null: there already, for what comes in
     * before the answer must not overtake what the client lacks; behind a gap that is too long.
     */
    static long from(Group group, Long cursor) {
        return cursor == null || isTooFar(group, cursor) ? group.head() : cursor;
    }

    /** Tells of a gap that is too long, if there is one. */
    static void tellGap(Session session, Group group, long cursor) {
        if (isTooFar(group, cursor)) {
            tellGap(session, group.id(), cursor, group.head());
        }
    }

    /** Answers a session that began {@link #from} its cursors; a cursor beyond its group's head is put back to the head. */
    void goOn(Session session, String ref, Map<Long, Long> cursors) {
        answer(session, ref, lookUpHeads(session, cursors).compose(known -> settle(session, cursors)));
    }

    private static void answer(Session session, String ref, Future<Map<Long, Long>> resumed) {
        session.await(
                0,
                resumed,
                heads -> session.write(
                        heads.succeeded()
                                ? Frames.answer("resumed", ref, new Frames.Heads(heads.result()))
                                : Frames.error(ref, Failure.from(heads.cause()))));
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
                throw beyondHead(groupId);
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
            tellGap(session, subscription.groupId(), cursor, head);
            subscription.resume(head);
        } else {
            subscription.resume(cursor);
        }
    }

    private static boolean isTooFar(Group group, long cursor) {
        return group.head() - cursor > MAX_EVENTS;
    }

    private static void tellGap(Session session, long groupId, long cursor, long head) {
        session.write(Frames.frame("gap", new Frames.Gap(groupId, cursor + 1, head)));
    }

    /** Completes when all up to today's heads has been told. */
    private static Future<Map<Long, Long>> settle(Session session, Map<Long, Long> cursors) {
        List<Subscription> resumed = new ArrayList<>();
        Map<Long, Long> heads = new HashMap<>();
        List<Long> beyond = new ArrayList<>();
        for (long groupId : cursors.keySet()) {
            Subscription subscription = session.subscriptions().of(groupId);
            if (subscription != null) { // else he was removed meanwhile, and was told
                long head = subscription.head();
                if (subscription.cursor() > head) {
                    beyond.add(groupId);
                }
                subscription.resume(Math.min(subscription.cursor(), head));
                resumed.add(subscription);
                heads.put(groupId, head);
            }
        }
        return beyond.isEmpty()
                ? session.subscriptions().settled(resumed).map(heads)
                : Future.failedFuture(beyondHead(beyond.get(0)));
    }

    private static Failure beyondHead(long groupId) {
        return Failure.invalid(field(groupId), "This cursor is beyond the head of the group");
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
