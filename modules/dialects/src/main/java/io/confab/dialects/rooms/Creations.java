package io.confab.dialects.rooms;

import io.confab.contract.Failure;
import io.confab.http.HttpConfig.Rate;
import io.confab.http.edge.Allowance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many rooms an address may make: a few at once, one a second, and so many in an hour. */
final class Creations {

    static final int AT_ONCE = 20;
    static final int IN_AN_HOUR = 200;

    private static final int MAX_ADDRESSES = 10_000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final LongSupplier nanoClock;
    private final Allowance perSecond;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    /** So many in the hour that began then. */
    private record Count(long since, int made) {}

    Creations(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        perSecond = new Allowance(new Rate(1, AT_ONCE), nanoClock);
    }

    /** Counts one more; throws {@code RATE_LIMITED}. */
    void count(String address) {
        long now = nanoClock.getAsLong();
        Count count = counts.get(address);
        if (count == null || now - count.since >= HOUR) {
            count = new Count(now, 0);
        }
        int wait = count.made >= IN_AN_HOUR
                ? (int) TimeUnit.NANOSECONDS.toSeconds(HOUR - (now - count.since)) + 1
                : perSecond.take(address);
        if (wait > 0) {
            throw Failure.rateLimited(wait);
        }
        counts.put(address, new Count(count.since, count.made + 1));
    }
}
