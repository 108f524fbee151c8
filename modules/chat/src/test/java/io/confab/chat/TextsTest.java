package io.confab.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({
        "Tech Talk, 1, tech-talk",
        "Tech Talk, 2, tech-talk-2",
        "  ---  , 1, g",
        "日本語, 1, g",
        "日本語, 4, g-4",
        "2026, 1, g-2026",
        "Ünïcödé & Co., 1, unicode-co",
    })
    void makesASlugOfAName(String name, int attempt, String slug) {
        assertThat(Texts.slugOf(name, attempt)).isEqualTo(slug);
        assertThat(Texts.requireSlug(slug)).isEqualTo(slug);
    }

    @Test
    void makesASlugOfALongNameThatPassesItsOwnCheck() {
        String slug = Texts.slugOf("a b".repeat(40), 3);
        assertThat(Texts.requireSlug(slug)).hasSizeLessThanOrEqualTo(Texts.MAX_SLUG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42", "-a", "a-", "a--b", "A", "a b", "ä", "a/b"})
    void refusesABadSlug(String slug) {
        assertThatThrownBy(() -> Texts.requireSlug(slug)).isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "a\u0000b",
                "a\nb",
                "a\u007F",
                "half \uD83D",
                "\u200B",
                "\u00A0\u3164",
                "\u202Eann",
                "a\u2066b",
                "a\u2028b",
                "a\u2029b",
                "\u0301"
            })
    void refusesABadName(String name) {
        assertThatThrownBy(() -> Texts.requireName(name)).isInstanceOf(Failure.class);
    }

    @Test
    void stripsANameAndTakesAnyScript() {
        assertThat(Texts.requireName("  Кафе ☕ ")).isEqualTo("Кафе ☕");
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(Texts.requireName(family)).isEqualTo(family);
        assertThat(Texts.requireName("قناة\u200F (1)")).isEqualTo("قناة\u200F (1)");
    }
}
