package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Ann",
                "Jean-Luc O'Neill",
                "山田太郎",
                "Кафе ☕",
                "مريم",
                "Søren",
                "ann42",
                "x_X.y",
                "Nguyễn Văn A",
                "❤️ love",
                "สมชาย",
                "ねこカフェ 東京 Tokyo",
                "김철수 Kim",
                "ꓡꓲꓢꓴ ꓫ",
                "\uD83D\uDE00"
            })
    void keepsAGoodNameAsItIs(String name) {
        assertThat(Names.require(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\t",
                "a\u0000b",
                "a\nb",
                "a\u007Fb",
                "a\u200Bb",
                "a\uFFFDb",
                "a\u200Db",
                "\u202Eann",
                "a\u2066b",
                "half \uD83D",
                "a\uE000",
                "a\uFFFF",
                "a\u3164b",
                "\u2800",
                "a:b",
                "a/b",
                "a@b",
                "a：b",
                "ann＠home",
                "42",
                "٤٢",
                "4 2",
                "Аnn",
                "bοb",
                "ann김かな",
                "ᎠᎡ anna",
                "...",
                "\u0301ann",
                "z\u0301\u0302\u0303\u0304\u0305\u0306"
            })
    void refusesABadName(String name) {
        refuses(name);
    }

    @Test
    void countsCharactersAndNotHalvesOfThem() {
        String longest = "\uD83D\uDE00".repeat(32);
        assertThat(Names.require(" " + longest + " ")).isEqualTo(longest);
        refuses(longest + "x");
        refuses("x".repeat(33));
        refuses("x".repeat(1_000_000));
    }

    @Test
    void refusesANameThatIsLongInDisguise() {
        refuses("\uFDFA".repeat(32));
    }

    @Test
    void trimsAndJoinsSpacesAndComposes() {
        assertThat(Names.require(" \u00A0Jose\u0301 \u3000 Maria ")).isEqualTo("José Maria");
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, aNN",
        "Ann, ＡＮＮ",
        "Ann, аnn",
        "Ann, 𝐀𝐧𝐧",
        "Ann, ann\uFE0F",
        "BOB, ВОВ",
        "Straße, STRASSE",
        "ΣΟΦΟΣ, σοφος",
        "José, JOSE\u0301",
        "İnci, inci",
        "ısık, ISIK",
        "Jean  Luc, jean luc",
        "ёж, Ëж",
        "ﬁn, FIN",
    })
    void knowsTwoSpellingsOfOneName(String one, String other) {
        assertThat(Names.fold(one)).isEqualTo(Names.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"Ann, Anna", "Soren, Søren", "Jose, José", "bob, b0b", "a b, ab", "山田, 山本"})
    void keepsTwoNamesApart(String one, String other) {
        assertThat(Names.fold(one)).isNotEqualTo(Names.fold(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann", "ΣΟΦΟΣ", "Ёлка", "Straße", "ВОВ", "İnci", "ﬁn"})
    void foldsOnceAndForAll(String name) {
        String folded = Names.fold(name);
        assertThat(Names.fold(folded)).isEqualTo(folded);
        assertThat(Names.fold(name.toUpperCase(java.util.Locale.ROOT))).isEqualTo(folded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System",
                "SYSTEM",
                "Ѕystem",
                "Ｓｙｓｔｅｍ",
                "sys tem",
                "s.y.s.t.e.m",
                "_system_",
                "5ystem",
                "Admin",
                "аdmin",
                "ꓮdmin",
                "ꓮꓓꓟꓲꓠ",
                "ꓢꓬꓢꓔꓰꓟ",
                "adm1n",
                "Admіnistrator",
                "root",
                "r00t",
                "Confab",
                "conf-ab",
                "everyone",
                "here",
                "аll",
                "nu11",
                "undefined",
                "moderator",
                "𝓈𝓎𝓈𝓉𝑒𝓂"
            })
    void keepsTheNamesOfTheHouse(String name) {
        assertThatThrownBy(() -> Names.require(name))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.sentence()).contains("reserved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"systemic", "Rooty", "Allan", "Heather", "Admiral", "Nullius", "Modesty"})
    void letsGoodNamesNearThemPass(String name) {
        assertThat(Names.require(name)).isEqualTo(name);
    }

    private static void refuses(String name) {
        assertThatThrownBy(() -> Names.require(name)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(Failure.Code.INVALID);
            assertThat(failure.field()).isEqualTo("username");
        });
    }
}
