package io.confab.chat;

import io.confab.contract.Bus;
import io.confab.contract.group.Peer;
import io.confab.contract.presence.NodePresence;
import io.confab.contract.presence.PresenceChanged;
import io.confab.contract.presence.SessionClosed;
import io.confab.contract.presence.SessionOpened;
import io.confab.contract.presence.StorePresence;
import io.confab.contract.presence.StorePresence.Change;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Who has a live session, here or on another node. Comings and goings are collected for a moment and told together, one
 * request for all of them, and a going only after {@link #GRACE_MILLIS}: a reconnect, also to another node, is no news.
 *
 * <p>Every node finds out the same from what all nodes say of themselves, and tells its own watchers.
 */
final class Presence {

    /** Longer than the window over which clients of a stopping node come back. */
    static final long GRACE_MILLIS = 3_000;

    private static final long SETTLE_MILLIS = 300;
    /** Told at once: to learn of a node with very many users must not block what else there is to tell. */
    private static final int MOST = 1_000;

    private final Bus bus;
    private final Vertx vertx;
    private final Here here;
    private final Elsewhere elsewhere = new Elsewhere();
    /** Who is online as far as watchers were told. */
    private final Set<Long> told = new HashSet<>();
    /** Users whose presence may differ from what was told. */
    private final Map<Long, Doubt> doubts = new LinkedHashMap<>();

    private boolean settling;

    /**
     * A user who came or went.
     *
     * @param leftAt when a session of his ended last; null when none has
     * @param since when that was found out, in nanoseconds
     */
    private record Doubt(Instant leftAt, long since) {

        Doubt later(Instant at) {
            return at == null || (leftAt != null && at.isBefore(leftAt)) ? this : new Doubt(at, System.nanoTime());
        }

        boolean isRecent() {
            return System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        }
    }

    Presence(Bus bus, Vertx vertx) {
        this.bus = bus;
        this.vertx = vertx;
        here = new Here(bus);
    }

    void opened(SessionOpened session) {
        if (here.opened(session.userId())) {
            doubt(session.userId(), null);
        }
    }

    void closed(SessionClosed session) {
        Instant now = now();
        if (here.closed(session.userId(), now)) {
            doubt(session.userId(), now);
        }
    }

    /** Another node says who is there. */
    void follow(NodePresence presence) {
        elsewhere.follow(presence, now(), this::doubt);
    }

    /** The user with his presence as it was told: who went is online until his time is stored, so both always fit. */
    Peer of(Peer peer) {
        boolean online = isOnline(peer.user().id()) || told.contains(peer.user().id());
        return new Peer(peer.user(), online, online ? null : peer.lastSeen());
    }

    /** Everybody who is online as {@link #of} says. */
    Set<Long> online() {
        Set<Long> online = new HashSet<>(told);
        online.addAll(here.users());
        online.addAll(elsewhere.users());
        return online;
    }

    /** Says who was here last, before this node ends. */
    Future<Void> leave() {
        here.tell();
        List<Change> gone = new ArrayList<>();
        doubts.forEach((userId, doubt) -> {
            if (!isOnline(userId) && doubt.leftAt != null) {
                gone.add(new Change(userId, doubt.leftAt));
            }
        });
        doubts.clear();
        return gone.isEmpty()
                ? Future.succeededFuture()
                : bus.ask(new StorePresence(gone)).<Void>mapEmpty().otherwiseEmpty();
    }

    /** Whether he has a session on any node, as far as this one knows. */
    boolean isOnline(long userId) {
        return here.has(userId) || elsewhere.has(userId);
    }

    private void doubt(long userId, Instant leftAt) {
        Doubt known = doubts.get(userId);
        doubts.put(userId, known == null ? new Doubt(leftAt, System.nanoTime()) : known.later(leftAt));
        settleSoon();
    }

    private void settleSoon() {
        if (!settling) {
            settling = true;
            vertx.setTimer(SETTLE_MILLIS, timer -> settle());
        }
    }

    private void settle() {
        here.tell();
        List<Change> changes = changes();
        Future<Void> done = changes.isEmpty() ? Future.succeededFuture() : tell(changes);
        done.onComplete(settled -> {
            settling = false;
            if (!doubts.isEmpty()) {
                settleSoon();
            }
        });
    }

    /** What is to be told now; what is settled or told is in doubt no longer. */
    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        Iterator<Map.Entry<Long, Doubt>> all = doubts.entrySet().iterator();
        while (all.hasNext() && changes.size() < MOST) {
            Map.Entry<Long, Doubt> next = all.next();
            long userId = next.getKey();
            boolean online = isOnline(userId);
            if (online == told.contains(userId)) {
                all.remove();
            } else if (online || !next.getValue().isRecent()) {
                all.remove();
                changes.add(new Change(userId, online ? null : next.getValue().leftAt));
            }
        }
        return changes;
    }

    private Future<Void> tell(List<Change> changes) {
        return bus.ask(new StorePresence(changes))
                .onSuccess(groups -> changes.forEach(change -> tell(change, groups)))
                // still in doubt, so told when the database is back
                .onFailure(cause -> changes.forEach(
                        change -> doubts.putIfAbsent(change.userId(), new Doubt(change.lastSeen(), System.nanoTime()))))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void tell(Change change, Map<Long, List<Long>> groups) {
        boolean online = change.lastSeen() == null;
        if (online) {
            told.add(change.userId());
        } else {
            told.remove(change.userId());
        }
        for (long groupId : groups.getOrDefault(change.userId(), List.of())) {
            bus.publish(new PresenceChanged(groupId, change.userId(), online, change.lastSeen()));
        }
    }

    /** As precise as the database is. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
