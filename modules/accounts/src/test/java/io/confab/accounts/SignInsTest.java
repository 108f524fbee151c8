package io.confab.accounts;

import static io.confab.accounts.TestNode.AWAY;
import static io.confab.accounts.TestNode.CONFIG;
import static io.confab.accounts.TestNode.HOME;
import static io.confab.accounts.TestNode.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.accounts.AccountsConfig.Hashing;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.ChangePassword;
import io.confab.contract.account.Client;
import io.confab.contract.account.Identity;
import io.confab.contract.account.Refresh;
import io.confab.contract.account.Refreshed;
import io.confab.contract.account.Register;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.StorePassword;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a password, and changing it. */
class SignInsTest {

    private final TestNode node = new TestNode();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void signsInHoweverTheNameIsSpelt() {
        User ann = node.register("Ann");
        SignedIn signedIn = node.ask(new SignIn(" aNN ", PASSWORD, AWAY));
        StoreSession session = node.store.only(StoreSession.class);
        assertThat(signedIn.identity().user()).isEqualTo(ann);
        assertThat(signedIn.identity().sessionId())
                .isEqualTo(session.sessionId())
                .isBetween(1L, 1L << 53);
        assertThat(session.client()).isEqualTo(AWAY);
        assertThat(signedIn.accessExpiresAt())
                .isBetween(Instant.now().plusSeconds(880), Instant.now().plusSeconds(900));
        assertThat(signedIn.refreshExpiresAt()).isAfter(Instant.now().plus(Duration.ofDays(29)));
    }

    @Test
    void givesAClientThatKnowsNoRefreshATokenForADayAndNoLonger() {
        node.register("Ann");
        SignedIn signedIn = node.ask(new SignIn("Ann", PASSWORD, HOME, Duration.ofDays(1)));
        assertThat(signedIn.accessExpiresAt()).isAfter(Instant.now().plusSeconds(86_390));
        assertThat(node.ask(new Authenticate(signedIn.accessToken()))).isEqualTo(signedIn.identity());
        for (Duration refused : List.of(Duration.ZERO, Duration.ofHours(-1), Duration.ofHours(25))) {
            assertThat(node.refusal(new SignIn("Ann", PASSWORD, HOME, refused)).field())
                    .isEqualTo("access_hours");
        }
    }

    @Test
    void signsInWithTheMailAddress() {
        User ann = node.register("Ann");
        node.store.accounts.put("ann@example.org", node.store.accounts.get("ann"));
        assertThat(node.ask(new SignIn("Ann@Example.org", PASSWORD, HOME))
                        .identity()
                        .user())
                .isEqualTo(ann);
    }

    @Test
    void takesThePasswordOfAnotherKeyboard() {
        node.ask(new Register("Ann", "caf\u00E9 au lait", null, HOME));
        assertThat(node.ask(new SignIn("Ann", "cafe\u0301\u00A0au lait", HOME))).isNotNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void saysWhatIsMissing(String nothing) {
        assertThat(node.refusal(new SignIn(nothing, PASSWORD, HOME)).field()).isEqualTo("username");
        assertThat(node.refusal(new SignIn("Ann", nothing, HOME)).field()).isEqualTo("password");
    }

    @Test
    void slowsAnAccountThatIsGuessedAtAndTellsNobodyWhetherItExists() {
        node.register("Ann");
        for (String name : List.of("Ann", "Nobody at home")) {
            for (int i = 0; i < 3; i++) {
                assertThat(node.refusal(new SignIn(name, "wrong horse", AWAY)).code())
                        .isEqualTo(Code.UNAUTHENTICATED);
            }
            Failure slowed = node.refusal(new SignIn(name, PASSWORD, AWAY));
            assertThat(slowed.code()).isEqualTo(Code.RATE_LIMITED);
            assertThat(slowed.retryAfterSeconds()).isBetween(1, 20);
        }
    }

    @Test
    void letsTheOwnerInWhileStrangersGuess() {
        node.signIn("Ann");
        for (int i = 0; i < 5; i++) {
            node.refusal(new SignIn("Ann", "wrong horse", AWAY));
        }
        assertThat(node.ask(new SignIn("Ann", PASSWORD, HOME))).isNotNull();
    }

    @Test
    void knowsTheAddressOfASessionThatIsRefreshed() {
        SignedIn signedIn = node.signIn("Ann");
        Client moved = new Client("203.0.113.5", "Browser/1");
        node.store.refreshed = new Refreshed.Continued(signedIn.identity().user(), 1);
        node.ask(new Refresh(signedIn.refreshToken(), moved));
        for (int i = 0; i < 5; i++) {
            node.refusal(new SignIn("Ann", "wrong horse", AWAY));
        }
        assertThat(node.ask(new SignIn("Ann", PASSWORD, moved))).isNotNull();
    }

    @Test
    void renewsTheHashOfOldParametersOnSignIn() {
        node.signIn("Ann");
        String old = node.store.accounts.get("ann").passwordHash();
        node.store.asked.clear();
        try (TestNode later = new TestNode(node.store, CONFIG.withHashing(new Hashing(128, 1, 2, 2)))) {
            later.ask(new SignIn("Ann", PASSWORD, HOME));
        }
        StorePassword renewed = node.store.only(StorePassword.class);
        assertThat(renewed.checkedHash()).isEqualTo(old);
        assertThat(renewed.hash()).startsWith("$argon2id$v=19$m=128,");
        assertThat(renewed.keptSessionId()).isNull();
        assertThat(node.store.only(StoreSession.class).checkedHash()).isEqualTo(renewed.hash());
    }

    @Test
    void changesThePasswordAndEndsTheOtherSessions() throws InterruptedException {
        Identity identity = node.signIn("Ann").identity();
        node.store.ended = Set.of(77L);
        node.ask(new ChangePassword(identity, PASSWORD, "another horse", HOME));
        StorePassword stored = node.store.only(StorePassword.class);
        assertThat(stored.keptSessionId()).isEqualTo(identity.sessionId());
        assertThat(stored.checkedHash())
                .isEqualTo(node.store.accounts.get("ann").passwordHash());
        assertThat(node.told.poll(10, TimeUnit.SECONDS)).isEqualTo(new SessionsRevoked(identity.userId(), Set.of(77L)));
    }

    @Test
    void slowsGuessingOfTheOldPassword() {
        Identity identity = node.signIn("Ann").identity();
        for (int i = 0; i < 3; i++) {
            Failure wrong = node.refusal(new ChangePassword(identity, "wrong horse", "another horse", AWAY));
            assertThat(wrong.code()).isEqualTo(Code.INVALID);
            assertThat(wrong.field()).isEqualTo("old_password");
        }
        assertThat(node.refusal(new ChangePassword(identity, PASSWORD, "another horse", AWAY))
                        .code())
                .isEqualTo(Code.RATE_LIMITED);
    }

    @Test
    void refusesANewPasswordThatIsNotValid() {
        Identity identity = node.signIn("Ann").identity();
        assertThat(node.refusal(new ChangePassword(identity, PASSWORD, "short", HOME))
                        .field())
                .isEqualTo("new_password");
        assertThat(node.refusal(new ChangePassword(identity, null, PASSWORD, HOME))
                        .field())
                .isEqualTo("old_password");
    }
}
