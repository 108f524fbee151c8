package io.confab.gateway.feed;

import io.confab.contract.Bus;
import io.confab.contract.bridge.MirrorGroup;
import io.confab.contract.bridge.UnmirrorGroup;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The feeds of one event loop: one for each group that somebody here hears, or heard a moment ago. */
public final class Feeds {

    /** Feeds that nobody listens to any more stay for so many sweeps, so that coming and going costs nothing. */
    private static final int LINGER_SWEEPS = 10;

    private static final int AGE_SWEEPS = 30;
    private static final long MAX_RECENT = 32L * 1024 * 1024;

    private final Bus bus;
    private final Vertx vertx;
    private final LongAdder reads;
    private final Budget budget = new Budget(MAX_RECENT);
    private final Map<Long, Opened> feeds = new HashMap<>();
    private long opened;
    private long sweeps;

    private final class Opened {
        private final Feed feed;
        private final Bus.Watch watch;
        /** Done when other nodes are heard too. */
        private final Future<Void> heard;
        /** Which one it was that came to be heard everywhere; later than any mark before that. */
        private long number = Long.MAX_VALUE;

        private int idleSweeps;

        Opened(Feed feed) {
            this.feed = feed;
            watch = bus.watch(feed.groupId(), feed::hear);
            heard = bus.ask(new MirrorGroup(feed.groupId())).otherwiseEmpty().onSuccess(done -> number = ++opened);
        }

        void close() {
            watch.end();
            bus.announce(UnmirrorGroup.class, new UnmirrorGroup(feed.groupId()));
            feed.close();
        }
    }

    /**
     * No feeds yet; to be made and used on one event loop.
     *
     * @param reads counts reads of the log
     */
    public Feeds(Bus bus, Vertx vertx, LongAdder reads) {
        this.bus = bus;
        this.vertx = vertx;
        this.reads = reads;
    }

    /** A moment, to be asked about in {@link #heard}. */
    public long mark() {
        return opened;
    }

    /** Sees to it that a group's events are heard, whichever node they come from; never fails. */
    public Future<Void> watch(long groupId) {
        Opened one = feeds.computeIfAbsent(groupId, this::open);
        one.idleSweeps = 0;
        return one.heard;
    }

    /** Whether a watched group was heard at the given moment already, so that a head read after it misses nothing. */
    public boolean heard(long groupId, long mark) {
        Opened one = feeds.get(groupId);
        return one != null && (one.number <= mark || one.feed.isStarted());
    }

    /** A watched group has at least this head. */
    public void learn(long groupId, long head) {
        feed(groupId).learn(head);
    }

    /**
     * Has a session hear a group.
     *
     * @param memberAt a seq at which its user was a member, and a head that was {@link #learn learnt}
     * @param from the seq after which it hears the group's entries, at most the head
     */
    public Subscription subscribe(long groupId, Subscriber subscriber, long memberAt, long from) {
        return feed(groupId).subscribe(subscriber, memberAt, from);
    }

    /** How many groups are heard. */
    public int count() {
        return feeds.size();
    }

    /** Ends what nobody has wanted for long; to be called every second. */
    public void sweep() {
        sweeps++;
        for (Iterator<Opened> each = feeds.values().iterator(); each.hasNext(); ) {
            Opened one = each.next();
            one.idleSweeps = one.feed.isIdle() ? one.idleSweeps + 1 : 0;
            if (one.idleSweeps > LINGER_SWEEPS) {
                each.remove();
                one.close();
            } else {
                one.feed.sweep(sweeps % AGE_SWEEPS == 0);
            }
        }
    }

    /** Ends all. */
    public void close() {
        feeds.values().forEach(Opened::close);
        feeds.clear();
    }

    private Feed feed(long groupId) {
        return feeds.computeIfAbsent(groupId, this::open).feed;
    }

    private Opened open(long groupId) {
        Feed feed = new Feed(
                groupId, budget, this::read, (millis, action) -> vertx.setTimer(millis, timer -> action.run()));
        return new Opened(feed);
    }

    private Future<LogPage> read(ReadLog request) {
        reads.increment();
        return bus.ask(request);
    }
}
