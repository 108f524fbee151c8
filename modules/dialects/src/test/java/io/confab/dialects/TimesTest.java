package io.confab.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static final Instant AT = Instant.parse("2026-01-13T19:51:07.000450Z");

    @Test
    void writesEveryDigitAlsoWhenItIsZero() {
        assertThat(Times.plain(AT)).isEqualTo("2026-01-13 19:51:07.000450");
        assertThat(Times.millis(AT)).isEqualTo("2026-01-13T19:51:07.000Z");
        assertThat(Times.micros(AT)).isEqualTo("2026-01-13T19:51:07.000450Z");
    }
}
