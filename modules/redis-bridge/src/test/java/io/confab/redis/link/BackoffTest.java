package io.confab.redis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff();

    @Test
    void waitsShortlyAtFirstAndNeverLong() {
        assertThat(after(0)).isBetween(50L, 100L);
        assertThat(after(1)).isBetween(50L, 100L);
        assertThat(after(20)).isBetween(500L, 1_000L);
        assertThat(after(86_400)).isBetween(2_500L, 5_000L);
    }

    @Test
    void beginsAnewAfterASuccess() {
        after(0);
        after(86_400);
        backoff.reset();
        assertThat(after(86_401)).isBetween(50L, 100L);
    }

    private long after(long seconds) {
        return backoff.next(TimeUnit.SECONDS.toNanos(seconds));
    }
}
