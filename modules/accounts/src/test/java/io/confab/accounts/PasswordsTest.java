package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678",
                "correct horse",
                "пароль-пароль",
                "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00abcd",
                "        "
            })
    void takesAnyUnicode(String password) {
        assertThat(Passwords.require("password", password, "ann")).isEqualTo(password);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "1234567",
                "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00",
                "half half \uD83D",
                "ann-ann-ann",
                "ANN-Ann-ann"
            })
    void refusesABadOne(String password) {
        assertThatThrownBy(() -> Passwords.require("new_password", password, "Ann-ann-ann"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.field()).isEqualTo("new_password"));
    }

    @Test
    void takesTwoHundredAndFiftySixCharactersAndNoMore() {
        String longest = "\uD83D\uDE00".repeat(256);
        assertThat(Passwords.require("password", longest, "ann")).isEqualTo(longest);
        assertThatThrownBy(() -> Passwords.require("password", longest + "x", "ann"))
                .isInstanceOf(Failure.class);
        assertThatThrownBy(() -> Passwords.require("password", "x".repeat(257), "ann"))
                .isInstanceOf(Failure.class);
    }

    @Test
    void isTheSameFromEveryKeyboard() {
        assertThat(Passwords.prepare("cafe\u0301\u00A0au\u3000lait")).isEqualTo(Passwords.prepare("caf\u00E9 au lait"));
        assertThat(Passwords.prepare("Passwort")).isNotEqualTo(Passwords.prepare("passwort"));
        assertThat(Passwords.prepare("ﬁ")).isNotEqualTo(Passwords.prepare("fi"));
    }
}
