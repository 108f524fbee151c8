package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class AddressLimitTest {

    private final SettableClock clock = new SettableClock();
    private final AddressLimit limit = new AddressLimit(3, Duration.ofMinutes(1), clock);

    @Test
    void takesAFewAtOnceThenOneAtATime() {
        take();
        take();
        take();
        refuses(60);
        clock.advance(Duration.ofSeconds(59));
        refuses(1);
        clock.advance(Duration.ofSeconds(1));
        take();
        refuses(60);
    }

    @Test
    void restoresTheWholeBurstInTime() {
        take();
        take();
        take();
        clock.advance(Duration.ofHours(5));
        take();
        take();
        take();
        refuses(60);
    }

    @Test
    void countsEachAddressByItself() {
        take();
        take();
        take();
        assertThatCode(() -> limit.take("192.0.2.2")).doesNotThrowAnyException();
    }

    private void take() {
        limit.take("192.0.2.1");
    }

    private void refuses(int seconds) {
        assertThatThrownBy(this::take)
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> Assertions.assertThat(failure.retryAfterSeconds())
                                .isEqualTo(seconds));
    }
}
