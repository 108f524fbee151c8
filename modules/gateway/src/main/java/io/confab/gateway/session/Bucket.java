package io.confab.gateway.session;

import java.util.concurrent.TimeUnit;

/**
 * A rate limit with a burst, in one number: the time by which all that was taken would have been earned.
 *
 * <p>What is refused counts too, up to a second burst: that is how those are found who go on regardless.
 */
final class Bucket {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long earnedBy;

    /** Full. */
    Bucket(long now) {
        earnedBy = now;
    }

    /**
     * Takes from the bucket.
     *
     * @param now a nanosecond clock
     * @return 0 when it was there, otherwise after how many seconds it would be, rounded up
     */
    int take(Rate rate, int amount, long now) {
        long each = SECOND / rate.perSecond();
        long burst = each * rate.burst();
        long earned = Math.max(earnedBy - now, 0) + each * amount;
        earnedBy = now + Math.min(earned, 2 * burst);
        return earned <= burst ? 0 : (int) ((earned - burst + SECOND - 1) / SECOND);
    }

    /** Whether as much was refused without a pause as may be taken at once. */
    boolean isAbused(Rate rate, long now) {
        return earnedBy - now >= 2 * (SECOND / rate.perSecond()) * rate.burst();
    }
}
