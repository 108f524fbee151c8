package io.confab.dialects.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CreationsTest {

    private final AtomicLong now = new AtomicLong();
    private final Creations creations = new Creations(now::get);

    @Test
    void letsAnAddressMakeAFewAtOnceAndThenOneASecond() {
        for (int i = 0; i < Creations.AT_ONCE; i++) {
            creations.count("a");
        }
        assertThat(refusal("a").code()).isEqualTo(Code.RATE_LIMITED);
        assertThatCode(() -> creations.count("b")).doesNotThrowAnyException();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThatCode(() -> creations.count("a")).doesNotThrowAnyException();
    }

    @Test
    void letsAnAddressMakeSoManyInAnHour() {
        for (int i = 0; i < Creations.IN_AN_HOUR; i++) {
            creations.count("a");
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }
        assertThat(refusal("a").retryAfterSeconds()).isEqualTo(3_600 - Creations.IN_AN_HOUR + 1);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThatCode(() -> creations.count("a")).doesNotThrowAnyException();
    }

    private Failure refusal(String address) {
        return catchThrowableOfType(Failure.class, () -> creations.count(address));
    }
}
