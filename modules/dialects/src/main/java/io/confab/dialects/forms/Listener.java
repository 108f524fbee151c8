package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.message.MarkMessages;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of one socket beside its session: its heartbeats, and what it was told and is not marked as delivered yet.
 *
 * <p>The clients acknowledge nothing. What was written to one that sends heartbeats counts as delivered once a later
 * heartbeat but one has come, so that what went into a dead connection is told again at the next; to others, after a moment.
 */
final class Listener {

    private final Bus bus;
    private final boolean wantsPresence;
    private boolean proven;
    private long userId;
    private boolean beats;
    private long beatAt;
    private boolean dead;
    private Map<Long, Long> fresh = new HashMap<>();
    private Map<Long, Long> older = new HashMap<>();

    Listener(Bus bus, boolean wantsPresence) {
        this.bus = bus;
        this.wantsPresence = wantsPresence;
    }

    /** Whether its client asked to be told who is online. */
    boolean wantsPresence() {
        return wantsPresence;
    }

    /** Whether its user has proven that the id is his. */
    boolean isProven() {
        return proven;
    }

    void isOf(long user, boolean isProven) {
        userId = user;
        proven = isProven;
    }

    void wrote(long groupId, long seq) {
        fresh.merge(groupId, seq, Math::max);
    }

    /** What was written counts as delivered now. */
    void settle() {
        older.forEach((groupId, seq) -> fresh.merge(groupId, seq, Math::max));
        mark(fresh);
        older = new HashMap<>();
        fresh = new HashMap<>();
    }

    /** A heartbeat came. */
    void beat(long nanos) {
        beats = true;
        beatAt = nanos;
        mark(older);
        older = fresh;
        fresh = new HashMap<>();
    }

    /** Some time has passed; whether the client is dead by now. */
    boolean look(long nanos, Heartbeats limits) {
        if (!beats) {
            settle();
        }
        dead = beats && nanos - beatAt > limits.within().toNanos();
        return dead;
    }

    /** It has closed. */
    void end() {
        if (!dead) {
            settle();
        }
    }

    /** Should it fail, the next connection is told again. */
    private void mark(Map<Long, Long> seqs) {
        seqs.forEach((groupId, seq) -> bus.ask(new MarkMessages(userId, groupId, seq, 0)));
    }
}
