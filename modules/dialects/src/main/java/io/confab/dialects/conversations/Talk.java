package io.confab.dialects.conversations;

import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.presence.PresenceChanged;
import io.confab.socketio.Event;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;

/** What is kept for one session: what its client said and is not looked at yet, with whom it talks, what it sent. */
final class Talk {

    /** Nobody is told of marks in larger groups. */
    private static final int CROWD = 200;

    private final Deque<Event> said = new ArrayDeque<>(1);
    private final Map<Long, Future<Long>> directs = new HashMap<>();
    private final Set<Long> directIds = new HashSet<>();
    private final Set<UUID> keys = new HashSet<>(2);
    private final Set<Long> crowds = new HashSet<>(2);
    private final Map<Long, Long> toMark = new HashMap<>(2);
    private final Outgoing outgoing = new Outgoing();
    private PresenceChanged lastPresence;
    private long userId;

    /** Whose it is; 0 while nobody is proven. */
    long userId() {
        return userId;
    }

    void belongTo(long user) {
        userId = user;
    }

    void add(Event event) {
        said.add(event);
    }

    Event next() {
        return said.poll();
    }

    Outgoing outgoing() {
        return outgoing;
    }

    /** Learns of a group that the session's user is in. */
    void know(GroupSummary summary) {
        Group group = summary.group();
        if (group.memberCount() > CROWD) {
            crowds.add(group.id());
        }
        if (group.kind() == GroupKind.DIRECT && directIds.add(group.id()) && summary.peer() != null) {
            directs.putIfAbsent(summary.peer().user().id(), Future.succeededFuture(group.id()));
        }
    }

    boolean isDirect(long groupId) {
        return directIds.contains(groupId);
    }

    /** The direct group with a user, or null while there is none that is known. */
    Long direct(long userId) {
        Future<Long> known = directs.get(userId);
        return known == null ? null : known.result();
    }

    /** The direct group with a user, opened once for all sends that wait for it, so that they keep their order. */
    Future<Long> direct(long userId, LongFunction<Future<Long>> open) {
        Future<Long> known = directs.get(userId);
        if (known == null) {
            known = open.apply(userId);
            directs.put(userId, known);
            known.onSuccess(directIds::add).onFailure(cause -> directs.remove(userId));
        }
        return known;
    }

    /** A send is under way whose event the session is not to hear. */
    void sends(UUID key) {
        keys.add(key);
    }

    /** Whether this session sent it; asked once. */
    boolean hasSent(UUID key) {
        return keys.remove(key);
    }

    /** A message of a larger group was written; it is marked with others. */
    void mark(long groupId, long seq) {
        toMark.put(groupId, seq);
    }

    /** What is to be marked, and is no longer after this: where somebody is told of it, or all. */
    Map<Long, Long> takeMarks(boolean all) {
        Map<Long, Long> marks = new HashMap<>(toMark);
        if (!all) {
            marks.keySet().removeAll(crowds);
        }
        toMark.keySet().removeAll(marks.keySet());
        return marks;
    }

    /** Whether presence is news: it comes once for each group that the two share. */
    boolean isNews(PresenceChanged changed) {
        PresenceChanged last = lastPresence;
        lastPresence = changed;
        return last == null
                || last.userId() != changed.userId()
                || last.online() != changed.online()
                || (last.lastSeen() != null && !last.lastSeen().equals(changed.lastSeen()));
    }
}
