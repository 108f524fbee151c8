package io.confab.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.http.HttpConfig.Rate;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private long now;
    private final Allowance twoASecond = new Allowance(new Rate(2, 4), () -> now);

    @Test
    void allowsABurstAndThenTheSteadyRate() {
        assertThat(IntStream.range(0, 4).map(i -> twoASecond.take("ann"))).containsOnly(0);
        assertThat(twoASecond.take("ann")).isEqualTo(1);
        pass(499);
        assertThat(twoASecond.take("ann")).isEqualTo(1);
        pass(1);
        assertThat(twoASecond.take("ann")).isZero();
        assertThat(twoASecond.take("ann")).isEqualTo(1);
    }

    @Test
    void givesTheWholeBurstBackAfterAPauseAndNoMore() {
        IntStream.range(0, 4).forEach(i -> twoASecond.take("ann"));
        pass(60_000);
        assertThat(IntStream.range(0, 4).map(i -> twoASecond.take("ann"))).containsOnly(0);
        assertThat(twoASecond.take("ann")).isEqualTo(1);
    }

    @Test
    void doesNotPunishThoseWhoKeepAsking() {
        IntStream.range(0, 4).forEach(i -> twoASecond.take("ann"));
        IntStream.range(0, 1_000)
                .forEach(i -> assertThat(twoASecond.take("ann")).isEqualTo(1));
        pass(500);
        assertThat(twoASecond.take("ann")).isZero();
    }

    @Test
    void countsEachKeyByItself() {
        IntStream.range(0, 5).forEach(i -> twoASecond.take("ann"));
        assertThat(twoASecond.take("bob")).isZero();
    }

    @Test
    void saysInWholeSecondsWhenToComeBack() {
        Allowance rare = new Allowance(new Rate(1, 1), () -> now);
        rare.take("ann");
        assertThat(rare.take("ann")).isEqualTo(1);
        pass(999);
        assertThat(rare.take("ann")).isEqualTo(1);
    }

    @Test
    void allowsEverythingWhenItIsOff() {
        Allowance off = new Allowance(new Rate(0, 1), () -> now);
        assertThat(IntStream.range(0, 10_000).map(i -> off.take("ann"))).containsOnly(0);
    }

    @Test
    void remembersABoundedNumberOfKeys() {
        IntStream.range(0, 5).forEach(i -> twoASecond.take("ann"));
        IntStream.range(0, 50_000).forEach(twoASecond::take);
        assertThat(twoASecond.take("ann")).isZero();
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
