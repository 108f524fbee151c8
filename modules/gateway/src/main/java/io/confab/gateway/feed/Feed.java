package io.confab.gateway.feed;

import io.confab.contract.GroupEvent;
import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The watchers of one group on one event loop, and the group's log as far as this loop has heard it.
 *
 * <p>Whatever comes in out of order, twice or not at all, entries go on in seq order: those heard before are dropped, the
 * next is told, later ones wait for {@link #PATIENCE_MILLIS}, then the hole is filled from the log, one read at a time.
 * Before the head is known, everything waits.
 */
final class Feed {

    /** How long a hole may stay before it is filled; most fill themselves. */
    static final long PATIENCE_MILLIS = 50;

    static final int MAX_HELD = 256;
    static final int FILL_LIMIT = 500;

    private static final long UNKNOWN = -1;
    private static final long MAX_PAUSE_MILLIS = 2_000;

    private final long groupId;
    private final Function<ReadLog, Future<LogPage>> log;
    private final Later later;
    private final Watchers watchers = new Watchers();
    private final OlderEntries older;
    private final TreeMap<Long, LogEntry> held = new TreeMap<>();
    private final Budget budget;
    private Recent recent;
    private long cursor = UNKNOWN;
    private long head = UNKNOWN;
    private boolean filling;
    private boolean closed;
    private int failures;

    /** Runs an action on this loop after a time in milliseconds. */
    @FunctionalInterface
    interface Later {
        void run(long millis, Runnable action);
    }

    Feed(long groupId, Budget budget, Function<ReadLog, Future<LogPage>> log, Later later) {
        this.groupId = groupId;
        this.budget = budget;
        recent = new Recent(0, budget);
        this.log = log;
        this.later = later;
        older = new OlderEntries(groupId, log);
    }

    long groupId() {
        return groupId;
    }

    /** The seq of the last entry that was told to watchers. */
    long cursor() {
        return cursor;
    }

    /** The highest seq that is known to exist. */
    long head() {
        return head;
    }

    boolean isStarted() {
        return cursor != UNKNOWN;
    }

    boolean isIdle() {
        return watchers.isEmpty();
    }

    /** The group has at least this head: a feed that did not know starts there, any other makes sure it gets there. */
    void learn(long known) {
        if (!isStarted()) {
            cursor = known;
            recent = new Recent(known + 1, budget);
        }
        head = Math.max(head, known);
        settle();
    }

    /** Takes whatever was published for the group. */
    void hear(GroupEvent event) {
        if (closed) {
            return;
        }
        if (event instanceof LogEntry entry) {
            take(entry);
            settle();
        } else if (event instanceof HeadMoved moved) {
            head = Math.max(head, moved.head());
            settle();
        } else {
            tell(event);
        }
    }

    Subscription subscribe(Subscriber subscriber, long memberAt, long from) {
        Subscription subscription = new Subscription(this, subscriber, memberAt, from);
        watchers.add(subscription);
        return subscription;
    }

    void leave(Subscription subscription) {
        watchers.remove(subscription);
    }

    Encoded<LogEntry> recent(long seq) {
        return recent.at(seq);
    }

    /** Brings a subscription entries after its cursor that are not among the recent ones. */
    void fetch(Subscription subscription, long after) {
        older.fetch(subscription, after, recent);
    }

    /** Lets go of what has been kept for a while, and tries again what could not be read before. */
    void sweep(boolean mayForget) {
        if (mayForget) {
            recent.age();
        }
        if (older.haveFailed()) {
            watchers.forEach(Subscription::catchUp);
        }
    }

    void close() {
        closed = true;
        watchers.forEach(Subscription::end);
        held.clear();
        recent.clear();
    }

    private void take(LogEntry entry) {
        head = Math.max(head, entry.seq());
        if (isStarted() && entry.seq() == cursor + 1) {
            tellNext(entry);
        } else if (entry.seq() > cursor && held.size() < MAX_HELD) {
            held.put(entry.seq(), entry);
        }
    }

    /** Tells what no longer has to wait, and sees to it that a hole is filled. */
    private void settle() {
        while (isStarted() && !held.isEmpty() && held.firstKey() <= cursor + 1) {
            take(held.pollFirstEntry().getValue());
        }
        if (isStarted() && head > cursor && !filling) {
            filling = true;
            later.run(PATIENCE_MILLIS, this::fill);
        }
    }

    private void tellNext(LogEntry entry) {
        cursor = entry.seq();
        Encoded<LogEntry> encoded = recent.append(entry);
        watchers.forEach(subscription -> subscription.offer(encoded));
    }

    private void tell(GroupEvent event) {
        try (Encoded<GroupEvent> encoded = new Encoded<>(event)) {
            watchers.forEach(subscription -> subscription.tell(encoded));
        }
    }

    private void fill() {
        long before = cursor;
        if (head <= before || closed) {
            filling = false;
            return;
        }
        log.apply(new ReadLog(groupId, before, FILL_LIMIT)).onComplete(page -> {
            if (page.succeeded()) {
                head = Math.max(head, page.result().head());
                page.result().entries().forEach(this::take);
            } else {
                watchers.forEach(Subscription::stall);
            }
            settle();
            goOnFilling(cursor > before);
        });
    }

    private void goOnFilling(boolean gotOn) {
        failures = gotOn ? 0 : failures + 1;
        if (gotOn) {
            fill();
        } else {
            later.run(Math.min(MAX_PAUSE_MILLIS, PATIENCE_MILLIS << Math.min(failures, 6)), this::fill);
        }
    }

    /** Subscriptions in no order; may change while they are walked through. */
    private static final class Watchers {
        private final List<Subscription> all = new ArrayList<>();

        boolean isEmpty() {
            return all.isEmpty();
        }

        void add(Subscription subscription) {
            subscription.slot(all.size());
            all.add(subscription);
        }

        /** The last one takes the place: nobody is skipped by a walk from the end, and twice harms no cursor. */
        void remove(Subscription subscription) {
            Subscription last = all.remove(all.size() - 1);
            if (last != subscription) {
                all.set(subscription.slot(), last);
                last.slot(subscription.slot());
            }
        }

        void forEach(Consumer<Subscription> action) {
            for (int i = all.size() - 1; i >= 0; i--) {
                if (i < all.size()) {
                    action.accept(all.get(i));
                }
            }
        }
    }
}
