package io.confab.chat;

import io.confab.contract.Bus;
import io.confab.contract.group.Peer;
import io.confab.contract.presence.PresenceChanged;
import io.confab.contract.presence.SessionClosed;
import io.confab.contract.presence.SessionOpened;
import io.confab.contract.presence.StorePresence;
import io.confab.contract.presence.StorePresence.Change;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has a live session here. Comings and goings are collected for a moment, so that a reconnect is no news, and then
 * told together: one request for all of them.
 */
final class Presence {

    private static final long SETTLE_MILLIS = 300;

    private final Bus bus;
    private final Vertx vertx;
    private final Map<Long, Integer> sessions = new HashMap<>();
    /** Users whose presence may differ from what was told, with what was told. */
    private final Map<Long, Boolean> unsettled = new HashMap<>();

    Presence(Bus bus, Vertx vertx) {
        this.bus = bus;
        this.vertx = vertx;
    }

    void opened(SessionOpened session) {
        if (sessions.merge(session.userId(), 1, Integer::sum) == 1) {
            unsettle(session.userId(), false);
        }
    }

    void closed(SessionClosed session) {
        if (sessions.computeIfPresent(session.userId(), (id, count) -> count == 1 ? null : count - 1) == null) {
            unsettle(session.userId(), true);
        }
    }

    /** The user with his presence as it is now. */
    Peer of(Peer peer) {
        boolean online = isOnline(peer.user().id());
        return new Peer(peer.user(), online, online ? null : peer.lastSeen());
    }

    private boolean isOnline(long userId) {
        return sessions.containsKey(userId);
    }

    private void unsettle(long userId, boolean told) {
        if (unsettled.isEmpty()) {
            vertx.setTimer(SETTLE_MILLIS, timer -> settle());
        }
        unsettled.putIfAbsent(userId, told);
    }

    private void settle() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<Change> changes = new ArrayList<>();
        unsettled.forEach((userId, told) -> {
            if (told != isOnline(userId)) {
                changes.add(new Change(userId, told ? now : null));
            }
        });
        unsettled.clear();
        if (!changes.isEmpty()) {
            // a failure costs one notice of presence and no state: the next one says how it is
            bus.ask(new StorePresence(changes)).onSuccess(groups -> changes.forEach(change -> tell(change, groups)));
        }
    }

    private void tell(Change change, Map<Long, List<Long>> groups) {
        boolean online = change.lastSeen() == null;
        for (long groupId : groups.getOrDefault(change.userId(), List.of())) {
            bus.publish(new PresenceChanged(groupId, change.userId(), online, change.lastSeen()));
        }
    }
}
