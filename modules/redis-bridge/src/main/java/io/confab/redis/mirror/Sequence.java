package io.confab.redis.mirror;

import java.util.TreeSet;

/** How much of a group's log this node has heard, and where the first hole is. */
final class Sequence {

    /** Above this the hole is given up: feeds fill it. */
    static final int MOST_BEYOND = 512;

    private static final long UNKNOWN = -1;

    private final TreeSet<Long> beyond = new TreeSet<>();
    private long upTo = UNKNOWN;
    private long head = UNKNOWN;

    /** An entry was heard; before the first one nothing is known to be missing. */
    void saw(long seq) {
        head = Math.max(head, seq);
        if (upTo == UNKNOWN) {
            upTo = seq;
        } else if (seq > upTo) {
            beyond.add(seq);
        }
        if (beyond.size() > MOST_BEYOND) {
            upTo = beyond.first();
        }
        goOn();
    }

    /** The group has at least this head. */
    void knows(long known) {
        head = Math.max(head, known);
    }

    boolean hasHole() {
        return upTo != UNKNOWN && upTo < head;
    }

    /** The first seq that was not heard, if there is a hole. */
    long from() {
        return upTo + 1;
    }

    /** The last seq of the hole, if there is one. */
    long to() {
        return beyond.isEmpty() ? head : beyond.first() - 1;
    }

    /** Whatever was missing up to here is missed no longer. */
    void forget(long seq) {
        upTo = Math.max(upTo, seq);
        goOn();
    }

    private void goOn() {
        while (!beyond.isEmpty() && beyond.first() <= upTo + 1) {
            upTo = Math.max(upTo, beyond.pollFirst());
        }
    }
}
