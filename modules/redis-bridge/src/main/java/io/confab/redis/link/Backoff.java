package io.confab.redis.link;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before the next try: a twentieth of the time that it has failed, so that a return is noticed soon and a
 * server that is away for long is left in peace; at random by half, so that nodes do not come together.
 */
final class Backoff {

    static final long FIRST_MILLIS = 100;
    static final long MOST_MILLIS = 5_000;

    private static final int SHARE = 20;

    private long failingSince;
    private boolean isFailing;

    /**
     * The next pause in milliseconds, from 50 to 5,000.
     *
     * @param now a nanosecond clock
     */
    long next(long now) {
        if (!isFailing) {
            isFailing = true;
            failingSince = now;
        }
        long failed = TimeUnit.NANOSECONDS.toMillis(now - failingSince);
        long pause = Math.min(MOST_MILLIS, Math.max(FIRST_MILLIS, failed / SHARE));
        return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }

    /** All is well again: the next pause is a short one. */
    void reset() {
        isFailing = false;
    }
}
