package io.confab.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketTest {

    private static final Rate RATE = new Rate(10, 20);

    /** Clocks of nanoseconds may be below zero. */
    private long now = -5_000_000_000L;

    private final Bucket bucket = new Bucket(now);

    @Test
    void givesABurstAndThenTheRate() {
        for (int i = 0; i < 20; i++) {
            assertThat(take()).isZero();
        }
        assertThat(take()).isEqualTo(1);
        pass(200);

        assertThat(take()).isZero();
        assertThat(take()).isEqualTo(1);
    }

    @Test
    void isFullAgainAfterASilence() {
        for (int i = 0; i < 30; i++) {
            take();
        }
        pass(10_000);

        for (int i = 0; i < 20; i++) {
            assertThat(take()).isZero();
        }
        assertThat(take()).isPositive();
    }

    @Test
    void saysHowLongToWait() {
        assertThat(bucket.take(RATE, 50, now)).isEqualTo(3);
    }

    @Test
    void isAbusedByAWholeBurstOfRefusedTakings() {
        for (int i = 0; i < 39; i++) {
            take();
            assertThat(bucket.isAbused(RATE, now)).isFalse();
        }
        take();

        assertThat(bucket.isAbused(RATE, now)).isTrue();
        pass(1_000);
        assertThat(bucket.isAbused(RATE, now)).isFalse();
    }

    private int take() {
        return bucket.take(RATE, 1, now);
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
