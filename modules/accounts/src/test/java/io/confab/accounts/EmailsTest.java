package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailsTest {

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "a.b+c@sub.example.org", "анна@пример.рф"})
    void takesAnAddress(String email) {
        assertThat(Emails.require(email)).isEqualTo(email);
    }

    @Test
    void foldsIt() {
        assertThat(Emails.require(" Ann@Example.ORG ")).isEqualTo("ann@example.org");
    }

    @Test
    void isOptional() {
        assertThat(Emails.require(null)).isNull();
        assertThat(Emails.require(" ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "@example.org",
                "ann@",
                "ann@example",
                "a@b@c.org",
                "ann@.org",
                "ann@a..org",
                "an n@example.org",
                "ann@exa\u0000mple.org",
                "ann@example.org\nBcc: x@y.org"
            })
    void refusesWhatIsNone(String email) {
        assertThatThrownBy(() -> Emails.require(email))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.field()).isEqualTo("email"));
    }

    @Test
    void refusesAnEndlessOne() {
        assertThatThrownBy(() -> Emails.require("a@" + "b.".repeat(500_000) + "c"))
                .isInstanceOf(Failure.class);
    }
}
