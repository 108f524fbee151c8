package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.accounts.AccountsConfig.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsConfigTest {

    private static final String SECRET = "a secret of at least thirty-two bytes";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "fallback-secret", "thirty-one bytes, one too few !"})
    void refusesAWeakSecret(String secret) {
        assertThatThrownBy(() -> AccountsConfig.defaults(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The JWT secret must have at least 32 bytes");
    }

    @Test
    void countsTheBytesOfASecret() {
        assertThat(AccountsConfig.defaults("ф".repeat(16)).secret()).hasSize(16);
    }

    @Test
    void keepsTheSecretToItself() {
        assertThat(AccountsConfig.defaults(SECRET).toString()).doesNotContain(SECRET);
    }

    @Test
    void capsTheWait() {
        Backoff backoff = new Backoff(2, Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(backoff.after(1)).isZero();
        assertThat(backoff.after(2)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }
}
