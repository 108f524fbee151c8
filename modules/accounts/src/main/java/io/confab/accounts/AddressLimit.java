package io.confab.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.contract.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How many users one address may make: some at once, then one at a time (the generic cell rate algorithm). */
final class AddressLimit {

    private static final int MAX_ADDRESSES = 100_000;

    private final Duration every;
    private final Duration burst;
    private final Clock clock;
    /** When an address will have its whole burst again. */
    private final Cache<String, Instant> restored;

    /**
     * Nobody has made any yet.
     *
     * @param atOnce how many at once after a pause
     * @param every how long it waits for each further one
     */
    AddressLimit(int atOnce, Duration every, Clock clock) {
        this.every = every;
        this.clock = clock;
        burst = every.multipliedBy(atOnce);
        restored = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterWrite(burst.plus(every))
                .build();
    }

    /** Counts one for an address, or throws {@code RATE_LIMITED} with the time to wait. */
    void take(String address) {
        String network = Networks.of(address);
        Instant now = clock.instant();
        Instant known = restored.getIfPresent(network);
        Instant next = (known == null || known.isBefore(now) ? now : known).plus(every);
        Duration wait = Duration.between(now, next).minus(burst);
        if (wait.compareTo(Duration.ZERO) > 0) {
            throw Failure.rateLimited((int) wait.plusMillis(999).toSeconds());
        }
        restored.put(network, next);
    }
}
