package io.confab.gateway.feed;

import io.confab.contract.GroupEvent;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MemberLeft;

/**
 * How far one session is in one group.
 *
 * <p>The cursor moves by one entry at a time and by nothing else than a new resume point: that is the whole of "in order,
 * nothing missing, nothing twice". A subscription that is behind its feed takes what it lacks from the feed's recent
 * entries or from the log, as long as its client keeps up, and so needs no switch from catching up to live.
 */
public final class Subscription {

    /** Who is further behind is told so by closing: to come back with a gap is faster than to read all that. */
    static final int MAX_LAG = 10_000;

    private static final long NO_GOAL = -1;

    private final Feed feed;
    private final Subscriber subscriber;
    private final long memberAt;
    private long cursor;
    private long goal = NO_GOAL;
    private boolean waiting;
    private boolean ended;
    /** Where the feed keeps it. */
    private int slot;

    Subscription(Feed feed, Subscriber subscriber, long memberAt, long cursor) {
        this.feed = feed;
        this.subscriber = subscriber;
        this.memberAt = memberAt;
        this.cursor = cursor;
    }

    /** Which group. */
    public long groupId() {
        return feed.groupId();
    }

    /** The seq of the entry that was told last. */
    public long cursor() {
        return cursor;
    }

    /** The highest seq the group is known to have; never below the cursor. */
    public long head() {
        return feed.head();
    }

    /** The group has at least this head: should that be news, the feed makes sure that it gets there. */
    public void learn(long head) {
        feed.learn(head);
    }

    /** The seq up to which its user is known to be a member: from there on his own leaving ends it. */
    public long memberAt() {
        return memberAt;
    }

    /** Whether nothing more will be told. */
    public boolean hasEnded() {
        return ended;
    }

    /** Whether all up to the goal of the last {@link #resume} has been told, or nothing more will be. */
    public boolean isSettled() {
        return goal == NO_GOAL || ended;
    }

    /** Goes on from another cursor; once all up to today's head has been told, the subscriber hears that it is settled. */
    public void resume(long from) {
        goal = Math.max(goal, feed.head());
        cursor = from;
        settle();
        catchUp();
    }

    /** Tells what the session lacks, until its client is too slow or it has all; does nothing when it lacks nothing. */
    public void catchUp() {
        while (!ended && cursor < feed.cursor() && subscriber.hasRoom()) {
            Encoded<LogEntry> next = feed.recent(cursor + 1);
            if (next == null) {
                fetch();
                return;
            }
            give(next);
        }
        if (!ended && feed.cursor() - cursor > MAX_LAG) {
            subscriber.tooSlow();
        }
    }

    /** Ends it: nothing more of this group is told. */
    public void end() {
        if (!ended) {
            ended = true;
            feed.leave(this);
        }
    }

    /** The feed has an entry. */
    void offer(Encoded<LogEntry> entry) {
        long seq = entry.event().seq();
        if (seq == cursor + 1 && subscriber.hasRoom()) {
            give(entry);
        } else if (seq > cursor) {
            catchUp();
        }
    }

    /** The feed has heard something that is in no log and is worth nothing later. */
    void tell(Encoded<GroupEvent> event) {
        if (subscriber.hasRoom()) {
            subscriber.deliver(event.event(), event.frame(subscriber.encoder()));
        }
    }

    /** Older entries that were asked for are here, or none when they could not be read; asks again if it must. */
    void take(Iterable<Encoded<LogEntry>> entries, long asked) {
        waiting = false;
        for (Encoded<LogEntry> entry : entries) {
            if (entry.event().seq() == cursor + 1 && !ended && subscriber.hasRoom()) {
                give(entry);
            }
        }
        if (cursor != asked) {
            catchUp();
        }
    }

    /** Entries that it may wait for could not be read; they will be tried again. */
    void stall() {
        if (goal != NO_GOAL && !ended && !waiting) {
            subscriber.stalled(this);
        }
    }

    int slot() {
        return slot;
    }

    void slot(int place) {
        slot = place;
    }

    private void fetch() {
        if (!waiting) {
            waiting = true;
            feed.fetch(this, cursor);
        }
    }

    private void give(Encoded<LogEntry> entry) {
        LogEntry event = entry.event();
        cursor = event.seq();
        subscriber.deliver(event, entry.frame(subscriber.encoder()));
        if (event instanceof MemberLeft left && left.user().id() == subscriber.userId() && left.seq() > memberAt) {
            end();
            subscriber.settled(this);
        }
        settle();
    }

    private void settle() {
        if (cursor >= goal && goal != NO_GOAL) {
            goal = NO_GOAL;
            subscriber.settled(this);
        }
    }
}
