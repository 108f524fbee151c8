package io.confab.redis.link;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next try: twice as long each time, at random by half, so that nodes do not come together. */
public final class Backoff {

    private static final long FIRST_MILLIS = 100;
    private static final long MOST_MILLIS = 5_000;
    private static final int MOST_DOUBLINGS = 6;

    private int failures;

    /** The next pause in milliseconds, from 50 to 5,000. */
    public long next() {
        long pause = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures++, MOST_DOUBLINGS));
        return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }

    /** All is well again: the next pause is a short one. */
    public void reset() {
        failures = 0;
    }
}
