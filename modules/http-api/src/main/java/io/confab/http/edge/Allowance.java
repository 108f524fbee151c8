package io.confab.http.edge;

import io.confab.http.HttpConfig.Rate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often each key may ask: a steady rate with bursts. One number per key (the time at which its burst is used up, GCRA);
 * when too many keys are known the one that has not asked for longest is forgotten.
 */
public final class Allowance {

    private static final int MAX_KEYS = 50_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoClock;
    private final long interval;
    private final long tolerance;
    private final Map<Object, Long> due = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
            return size() > MAX_KEYS;
        }
    };

    /** Allows this rate by this clock of nanoseconds; a rate of 0 allows everything. */
    public Allowance(Rate rate, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        interval = rate.perSecond() == 0 ? 0 : SECOND / rate.perSecond();
        tolerance = interval * (rate.burst() - 1L);
    }

    /** Takes one of the key's allowance; answers 0, or the seconds until there is one again. */
    public int take(Object key) {
        if (interval == 0) {
            return 0;
        }
        long now = nanoClock.getAsLong();
        Long known = due.get(key);
        long start = known == null ? now : Math.max(now, known);
        long early = start - now - tolerance;
        if (early > 0) {
            return (int) ((early + SECOND - 1) / SECOND);
        }
        due.put(key, start + interval);
        return 0;
    }
}
