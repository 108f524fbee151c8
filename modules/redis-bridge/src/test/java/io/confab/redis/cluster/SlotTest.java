package io.confab.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotTest {

    @Test
    void isTheOneOfTheClusterSpecification() {
        assertThat(Slot.of("123456789")).isEqualTo(0x31c3);
        assertThat(Slot.of("foo")).isEqualTo(12_182);
        assertThat(Slot.of("")).isZero();
    }

    @Test
    void hashesWhatStandsInTheFirstBraces() {
        assertThat(Slot.of("channel:{7}:subs"))
                .isEqualTo(Slot.of("message:{7}"))
                .isEqualTo(Slot.of("7"));
        assertThat(Slot.of("foo{}{bar}")).isNotEqualTo(Slot.of("bar")).isEqualTo(8_363);
        assertThat(Slot.of("foo{{bar}}zap")).isEqualTo(Slot.of("{bar"));
    }
}
