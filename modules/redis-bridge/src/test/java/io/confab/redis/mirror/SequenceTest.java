package io.confab.redis.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTest {

    private final Sequence sequence = new Sequence();

    @Test
    void missesNothingBeforeTheFirstThatWasHeard() {
        sequence.knows(40);
        assertThat(sequence.hasHole()).isFalse();
        sequence.saw(41);
        assertThat(sequence.hasHole()).isFalse();
    }

    @Test
    void seesAHoleAndThatItCloses() {
        sequence.saw(41);
        sequence.saw(45);
        sequence.saw(44);
        assertThat(sequence.hasHole()).isTrue();
        assertThat(sequence.from()).isEqualTo(42);
        assertThat(sequence.to()).isEqualTo(43);
        sequence.saw(43);
        sequence.saw(42);
        assertThat(sequence.hasHole()).isFalse();
    }

    @Test
    void knowsThatTheNewestAreMissing() {
        sequence.saw(41);
        sequence.knows(44);
        assertThat(sequence.from()).isEqualTo(42);
        assertThat(sequence.to()).isEqualTo(44);
    }

    @Test
    void goesOnBehindAHoleThatWasGivenUp() {
        sequence.saw(1);
        sequence.saw(5);
        sequence.saw(9);
        sequence.forget(4);
        assertThat(sequence.from()).isEqualTo(6);
        assertThat(sequence.to()).isEqualTo(8);
        sequence.forget(8);
        assertThat(sequence.hasHole()).isFalse();
    }

    @Test
    void ignoresWhatItHasAndWhatComesTwice() {
        sequence.saw(5);
        sequence.saw(3);
        sequence.saw(5);
        sequence.saw(6);
        sequence.saw(6);
        assertThat(sequence.hasHole()).isFalse();
    }

    @Test
    void keepsABoundedNumberOfSeqsInMind() {
        sequence.saw(1);
        for (long seq = 3; seq < 10 * Sequence.MOST_BEYOND; seq += 2) {
            sequence.saw(seq);
        }
        assertThat(sequence.to() - sequence.from()).isZero();
        assertThat(sequence.from()).isGreaterThan(9 * Sequence.MOST_BEYOND - 2 * Sequence.MOST_BEYOND);
    }
}
