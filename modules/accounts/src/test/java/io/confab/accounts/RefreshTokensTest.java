package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.accounts.RefreshTokens.Claim;
import io.confab.contract.Failure;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokensTest {

    private static final String SECRET = "a secret of at least thirty-two bytes";

    private final RefreshTokens tokens = new RefreshTokens(SECRET);

    @Test
    void readsWhatItIssued() {
        String token = tokens.issue(4_503_599_627_370_496L, 7);
        assertThat(token).matches("[A-Za-z0-9_-]{59}");
        assertThat(tokens.read(token)).isEqualTo(new Claim(4_503_599_627_370_496L, 7));
    }

    @Test
    void issuesTheSameTokenAgainAndOtherOnesForOtherGenerations() {
        assertThat(tokens.issue(5, 1)).isEqualTo(tokens.issue(5, 1));
        assertThat(tokens.issue(5, 1)).isNotEqualTo(tokens.issue(5, 2)).isNotEqualTo(tokens.issue(6, 1));
    }

    @Test
    void isReadOnEveryNodeWithTheSameSecretAndOnNoOther() {
        String token = tokens.issue(5, 1);
        assertThat(new RefreshTokens(SECRET).read(token)).isEqualTo(new Claim(5, 1));
        assertThatThrownBy(() -> new RefreshTokens(SECRET + "!").read(token)).isInstanceOf(Failure.class);
    }

    @Test
    void noticesEveryChangedBit() {
        byte[] token = Base64.getUrlDecoder().decode(tokens.issue(5, 1));
        for (int bit = 0; bit < 8 * token.length; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refuses(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "????", "AAAA", "eyJhbGciOiJub25lIn0.e30.", "a b"})
    void refusesWhatIsNoToken(String token) {
        refuses(token);
    }

    @Test
    void refusesATokenWithMoreBehindIt() {
        refuses(tokens.issue(5, 1) + "AAAA");
        refuses("A".repeat(1_000_000));
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> tokens.read(token))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(Failure.Code.UNAUTHENTICATED));
    }
}
