package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confab.accounts.AccountsConfig.Backoff;
import io.confab.accounts.AccountsConfig.Hashing;
import io.confab.accounts.AccountsConfig.Limits;
import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.Request;
import io.confab.contract.UserEvent;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.ChangePassword;
import io.confab.contract.account.Client;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.DisableUser;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.FindUsers;
import io.confab.contract.account.Identity;
import io.confab.contract.account.ListSessions;
import io.confab.contract.account.LoadUsers;
import io.confab.contract.account.Refresh;
import io.confab.contract.account.Refreshed;
import io.confab.contract.account.Register;
import io.confab.contract.account.RevokeOtherSessions;
import io.confab.contract.account.RevokeSession;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignOut;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StorePassword;
import io.confab.contract.account.StoreRefresh;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.confab.contract.group.WelcomeUser;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsVerticleTest {

    private static final Client HOME = new Client("192.0.2.1", "Browser/1");
    private static final Client AWAY = new Client("198.51.100.1", "Browser/2");
    private static final String PASSWORD = "correct horse";
    private static final Limits LIMITS = new Limits(
            new Backoff(3, Duration.ofSeconds(20), Duration.ofSeconds(30)),
            new Backoff(50, Duration.ofSeconds(20), Duration.ofSeconds(30)),
            3,
            Duration.ofMinutes(1));
    private static final AccountsConfig CONFIG = AccountsConfig.defaults("a secret of at least thirty-two bytes")
            .withHashing(new Hashing(64, 1, 2, 32))
            .withLimits(LIMITS);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final FakeStore store = new FakeStore();
    private final BlockingQueue<UserEvent> told = new LinkedBlockingQueue<>();
    private final Promise<Void> welcomed = Promise.promise();

    @BeforeEach
    void startAccountsBetweenFakes() {
        store.serve(bus);
        bus.serve(WelcomeUser.class, request -> welcomed.future());
        bus.hear(UserEvent.class, told::add);
        welcomed.complete();
        vertx.deployVerticle(new AccountsVerticle(bus, CONFIG)).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void storesANewAccountFoldedAndHashed() {
        User ann = ask(new Register(" Ann ", PASSWORD, "Ann@Example.org", HOME));
        StoreUser stored = store.only(StoreUser.class);
        assertThat(ann.name()).isEqualTo("Ann");
        assertThat(stored.name()).isEqualTo("Ann");
        assertThat(stored.foldedName()).isEqualTo("ann");
        assertThat(stored.email()).isEqualTo("ann@example.org");
        assertThat(stored.passwordHash()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    }

    @Test
    void answersOnlyWhenTheNewUserIsWelcomed() throws InterruptedException {
        BlockingQueue<WelcomeUser> guests = new LinkedBlockingQueue<>();
        Promise<Void> entered = Promise.promise();
        Vertx other = Vertx.vertx();
        Bus otherBus = new Bus(other);
        store.serve(otherBus);
        otherBus.serve(WelcomeUser.class, request -> {
            guests.add(request);
            return entered.future();
        });
        other.deployVerticle(new AccountsVerticle(otherBus, CONFIG)).await();
        Future<User> registered = otherBus.ask(new Register("Ann", PASSWORD, null, HOME));
        assertThat(guests.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(registered.isComplete()).isFalse();
        entered.fail(Failure.unavailable("The database is away"));
        assertThat(registered.await().name()).isEqualTo("Ann");
        other.close().await();
    }

    @Test
    void saysThatANameIsTaken() {
        register("Ann");
        Failure taken = refusal(new Register("ANN", PASSWORD, null, HOME));
        assertThat(taken.code()).isEqualTo(Code.CONFLICT);
        assertThat(taken.field()).isEqualTo("username");
    }

    @Test
    void asksForNothingWhenANewAccountIsNotValid() {
        assertThat(refusal(new Register("System", PASSWORD, null, HOME)).field())
                .isEqualTo("username");
        assertThat(refusal(new Register("Ann", "short", null, HOME)).field()).isEqualTo("password");
        assertThat(refusal(new Register("Ann", PASSWORD, "nonsense", HOME)).field())
                .isEqualTo("email");
        assertThat(refusal(new Register(null, null, null, HOME)).field()).isEqualTo("username");
        assertThat(store.asked).isEmpty();
    }

    @Test
    void slowsAnAddressThatRegistersMany() {
        register("Ann");
        register("Bob");
        register("Cid");
        Failure refused = refusal(new Register("Dan", PASSWORD, null, HOME));
        assertThat(refused.code()).isEqualTo(Code.RATE_LIMITED);
        assertThat(refused.retryAfterSeconds()).isBetween(55, 60);
        assertThat(ask(new Register("Dan", PASSWORD, null, AWAY)).name()).isEqualTo("Dan");
    }

    @Test
    void signsInHoweverTheNameIsSpelt() {
        User ann = register("Ann");
        SignedIn signedIn = ask(new SignIn(" aNN ", PASSWORD, AWAY));
        StoreSession session = store.only(StoreSession.class);
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
    void signsInWithTheMailAddress() {
        User ann = register("Ann");
        store.accounts.put("ann@example.org", store.accounts.get("ann"));
        assertThat(ask(new SignIn("Ann@Example.org", PASSWORD, HOME)).identity().user())
                .isEqualTo(ann);
    }

    @Test
    void takesThePasswordOfAnotherKeyboard() {
        ask(new Register("Ann", "caf\u00E9 au lait", null, HOME));
        assertThat(ask(new SignIn("Ann", "cafe\u0301\u00A0au lait", HOME))).isNotNull();
    }

    @Test
    void authenticatesWithoutAskingAnybody() {
        SignedIn signedIn = signIn("Ann");
        store.asked.clear();
        assertThat(ask(new Authenticate(signedIn.accessToken()))).isEqualTo(signedIn.identity());
        assertThat(store.asked).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void saysWhatIsMissing(String nothing) {
        assertThat(refusal(new SignIn(nothing, PASSWORD, HOME)).field()).isEqualTo("username");
        assertThat(refusal(new SignIn("Ann", nothing, HOME)).field()).isEqualTo("password");
    }

    @Test
    void slowsAnAccountThatIsGuessedAtAndTellsNobodyWhetherItExists() {
        register("Ann");
        for (String name : List.of("Ann", "Nobody at home")) {
            for (int i = 0; i < 3; i++) {
                assertThat(refusal(new SignIn(name, "wrong horse", AWAY)).code())
                        .isEqualTo(Code.UNAUTHENTICATED);
            }
            Failure slowed = refusal(new SignIn(name, PASSWORD, AWAY));
            assertThat(slowed.code()).isEqualTo(Code.RATE_LIMITED);
            assertThat(slowed.retryAfterSeconds()).isBetween(15, 20);
        }
    }

    @Test
    void letsTheOwnerInWhileStrangersGuess() {
        signIn("Ann");
        for (int i = 0; i < 5; i++) {
            refusal(new SignIn("Ann", "wrong horse", AWAY));
        }
        assertThat(ask(new SignIn("Ann", PASSWORD, HOME))).isNotNull();
    }

    @Test
    void knowsTheAddressOfASessionThatIsRefreshed() {
        SignedIn signedIn = signIn("Ann");
        Client moved = new Client("203.0.113.5", "Browser/1");
        store.refreshed = new Refreshed.Continued(signedIn.identity().user(), 1);
        ask(new Refresh(signedIn.refreshToken(), moved));
        for (int i = 0; i < 5; i++) {
            refusal(new SignIn("Ann", "wrong horse", AWAY));
        }
        assertThat(ask(new SignIn("Ann", PASSWORD, moved))).isNotNull();
    }

    @Test
    void renewsTheHashOfOldParametersOnSignIn() {
        signIn("Ann");
        String old = store.accounts.get("ann").passwordHash();
        Vertx later = Vertx.vertx();
        Bus laterBus = new Bus(later);
        store.asked.clear();
        store.serve(laterBus);
        later.deployVerticle(new AccountsVerticle(laterBus, CONFIG.withHashing(new Hashing(128, 1, 2, 2))))
                .await();
        laterBus.ask(new SignIn("Ann", PASSWORD, HOME)).await();
        StorePassword renewed = store.only(StorePassword.class);
        assertThat(renewed.checkedHash()).isEqualTo(old);
        assertThat(renewed.hash()).startsWith("$argon2id$v=19$m=128,");
        assertThat(renewed.keptSessionId()).isNull();
        assertThat(store.only(StoreSession.class).checkedHash()).isEqualTo(renewed.hash());
        later.close().await();
    }

    @Test
    void refreshesWithTheNextToken() {
        SignedIn first = signIn("Ann");
        store.refreshed = new Refreshed.Continued(first.identity().user(), 1);
        SignedIn second = ask(new Refresh(first.refreshToken(), AWAY));
        StoreRefresh asked = store.only(StoreRefresh.class);
        assertThat(asked.sessionId()).isEqualTo(first.identity().sessionId());
        assertThat(asked.generation()).isZero();
        assertThat(second.identity().sessionId()).isEqualTo(first.identity().sessionId());
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(ask(new Refresh(first.refreshToken(), AWAY)).refreshToken()).isEqualTo(second.refreshToken());
        assertThat(ask(new Authenticate(second.accessToken()))).isEqualTo(second.identity());
    }

    @Test
    void revokesASessionWhoseRefreshTokenCameAgain() throws InterruptedException {
        SignedIn signedIn = signIn("Ann");
        SessionsRevoked revoked = revocationOf(signedIn);
        store.refreshed = new Refreshed.Reused(revoked);
        assertThat(refusal(new Refresh(signedIn.refreshToken(), AWAY)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertRevoked(signedIn);
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(revoked);
    }

    @Test
    void refusesARefreshOfASessionThatEnded() {
        SignedIn signedIn = signIn("Ann");
        assertThat(refusal(new Refresh(signedIn.refreshToken(), HOME)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(told).isEmpty();
    }

    @Test
    void bringsNoForgedRefreshTokenToTheDatabase() {
        String other = new RefreshTokens("another secret of at least 32 bytes").issue(5, 0);
        assertThat(refusal(new Refresh(other, HOME)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(new Refresh(null, HOME)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(store.asked).isEmpty();
    }

    @Test
    void endsASessionAtOnceOnSignOut() throws InterruptedException {
        SignedIn signedIn = signIn("Ann");
        store.ended = Set.of(signedIn.identity().sessionId());
        ask(new SignOut(signedIn.identity()));
        assertRevoked(signedIn);
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(revocationOf(signedIn));
        store.ended = Set.of();
        ask(new SignOut(signedIn.identity()));
    }

    @Test
    void revokesOneAndAllOtherSessions() {
        Identity identity = signIn("Ann").identity();
        store.ended = Set.of(77L, 78L);
        ask(new RevokeSession(identity, 77));
        assertThat(ask(new RevokeOtherSessions(identity))).isEqualTo(2);
        assertThat(store.asked)
                .contains(
                        new EndSessions(identity.userId(), 77, false),
                        new EndSessions(identity.userId(), identity.sessionId(), true));
    }

    @Test
    void doesNotKnowSessionsOfOthers() {
        assertThat(refusal(new RevokeSession(signIn("Ann").identity(), 77)).code())
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void listsSessionsWithTheCurrentOne() {
        Identity identity = signIn("Ann").identity();
        assertThat(ask(new ListSessions(identity)).get(0).id()).isEqualTo(identity.sessionId());
    }

    @Test
    void changesThePasswordAndEndsTheOtherSessions() throws InterruptedException {
        Identity identity = signIn("Ann").identity();
        store.ended = Set.of(77L);
        ask(new ChangePassword(identity, PASSWORD, "another horse", HOME));
        StorePassword stored = store.only(StorePassword.class);
        assertThat(stored.keptSessionId()).isEqualTo(identity.sessionId());
        assertThat(stored.checkedHash()).isEqualTo(store.accounts.get("ann").passwordHash());
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(new SessionsRevoked(identity.userId(), Set.of(77L)));
    }

    @Test
    void slowsGuessingOfTheOldPassword() {
        Identity identity = signIn("Ann").identity();
        for (int i = 0; i < 3; i++) {
            Failure wrong = refusal(new ChangePassword(identity, "wrong horse", "another horse", AWAY));
            assertThat(wrong.code()).isEqualTo(Code.INVALID);
            assertThat(wrong.field()).isEqualTo("old_password");
        }
        assertThat(refusal(new ChangePassword(identity, PASSWORD, "another horse", AWAY))
                        .code())
                .isEqualTo(Code.RATE_LIMITED);
    }

    @Test
    void refusesANewPasswordThatIsNotValid() {
        Identity identity = signIn("Ann").identity();
        assertThat(refusal(new ChangePassword(identity, PASSWORD, "short", HOME))
                        .field())
                .isEqualTo("new_password");
        assertThat(refusal(new ChangePassword(identity, null, PASSWORD, HOME)).field())
                .isEqualTo("old_password");
    }

    @Test
    void hearsOfSessionsRevokedOnOtherNodes() {
        SignedIn signedIn = signIn("Ann");
        bus.announce(UserEvent.class, revocationOf(signedIn));
        assertRevoked(signedIn);
    }

    @Test
    void findsRevocationsThatTheBusDidNotBringAndTellsThem() throws InterruptedException {
        SignedIn signedIn = signIn("Ann");
        store.revoked = Future.succeededFuture(List.of(revocationOf(signedIn)));
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(revocationOf(signedIn));
        assertRevoked(signedIn);
    }

    @Test
    void knowsWhatWasRevokedBeforeItStarted() {
        SignedIn signedIn = signIn("Ann");
        store.revoked = Future.succeededFuture(List.of(revocationOf(signedIn)));
        Vertx later = Vertx.vertx();
        Bus laterBus = new Bus(later);
        store.serve(laterBus);
        later.deployVerticle(new AccountsVerticle(laterBus, CONFIG)).await();
        assertThatThrownBy(() ->
                        laterBus.ask(new Authenticate(signedIn.accessToken())).await())
                .isInstanceOf(Failure.class);
        later.close().await();
    }

    @Test
    void doesNotStartWithoutKnowingWhatWasRevoked() {
        store.revoked = Future.failedFuture(Failure.unavailable("The database is away"));
        Vertx other = Vertx.vertx();
        Bus otherBus = new Bus(other);
        store.serve(otherBus);
        assertThatThrownBy(() -> other.deployVerticle(new AccountsVerticle(otherBus, CONFIG))
                        .await())
                .hasMessage("The database is away");
        other.close().await();
    }

    @Test
    void shutsAnAccountAndEndsItsSessions() throws InterruptedException {
        SignedIn signedIn = signIn("Ann");
        bus.serve(StoreDisabled.class, request -> Future.succeededFuture(revocationOf(signedIn)));
        ask(new DisableUser(signedIn.identity().userId()));
        assertRevoked(signedIn);
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(revocationOf(signedIn));
    }

    @Test
    void searchesFolded() {
        BlockingQueue<LoadUsers> searches = new LinkedBlockingQueue<>();
        bus.serve(LoadUsers.class, request -> {
            searches.add(request);
            return Future.succeededFuture(List.of());
        });
        ask(new FindUsers(" JOSÉ", 20));
        assertThat(searches).containsExactly(new LoadUsers("josé", 20));
        assertThat(refusal(new FindUsers(" ", 20)).field()).isEqualTo("prefix");
        assertThat(refusal(new FindUsers("x".repeat(33), 20)).field()).isEqualTo("prefix");
        assertThat(refusal(new FindUsers("x", 51)).field()).isEqualTo("limit");
        assertThat(refusal(new FindUsers("x", 0)).field()).isEqualTo("limit");
    }

    @Test
    void keepsSecretsOutOfLogs() {
        register("Ann");
        Credentials stored = store.accounts.get("ann");
        SignedIn signedIn = ask(new SignIn("Ann", PASSWORD, HOME));
        List<Object> records = List.of(
                new Register("Ann", PASSWORD, "ann@example.org", HOME),
                new SignIn("Ann", PASSWORD, HOME),
                new ChangePassword(signedIn.identity(), PASSWORD, PASSWORD, HOME),
                new Refresh(signedIn.refreshToken(), HOME),
                new Authenticate(signedIn.accessToken()),
                signedIn,
                stored);
        assertThat(records.toString() + store.asked)
                .doesNotContain(PASSWORD)
                .doesNotContain(stored.passwordHash())
                .doesNotContain(signedIn.accessToken())
                .doesNotContain(signedIn.refreshToken())
                .doesNotContain("example.org");
    }

    private User register(String name) {
        return ask(new Register(name, PASSWORD, null, HOME));
    }

    private SignedIn signIn(String name) {
        register(name);
        return ask(new SignIn(name, PASSWORD, HOME));
    }

    private static SessionsRevoked revocationOf(SignedIn signedIn) {
        return new SessionsRevoked(
                signedIn.identity().userId(), Set.of(signedIn.identity().sessionId()));
    }

    private void assertRevoked(SignedIn signedIn) {
        assertThat(refusal(new Authenticate(signedIn.accessToken())).code()).isEqualTo(Code.UNAUTHENTICATED);
    }

    private <A> A ask(Request<A> request) {
        return bus.ask(request).await();
    }

    private Failure refusal(Request<?> request) {
        Failure refused = catchThrowableOfType(Failure.class, () -> ask(request));
        assertThat(refused).as("refusal of %s", request).isNotNull();
        return refused;
    }
}
