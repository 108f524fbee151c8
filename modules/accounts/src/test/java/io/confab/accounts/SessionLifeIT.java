package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confab.accounts.AccountsConfig.Backoff;
import io.confab.accounts.AccountsConfig.Hashing;
import io.confab.accounts.AccountsConfig.Limits;
import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.Request;
import io.confab.contract.UserEvent;
import io.confab.contract.account.AccountSession;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.ChangePassword;
import io.confab.contract.account.Client;
import io.confab.contract.account.DisableUser;
import io.confab.contract.account.FindUsers;
import io.confab.contract.account.ListSessions;
import io.confab.contract.account.Refresh;
import io.confab.contract.account.Register;
import io.confab.contract.account.RevokeOtherSessions;
import io.confab.contract.account.RevokeSession;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignOut;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.User;
import io.confab.contract.group.WelcomeUser;
import io.confab.persistence.PersistenceConfig;
import io.confab.persistence.PersistenceVerticle;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts on real tables, and on two nodes that share them without a bridge. */
class SessionLifeIT {

    private static final Client HOME = new Client("192.0.2.1", "Browser/1");
    private static final String PASSWORD = "correct horse";
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final AccountsConfig CONFIG = config(Duration.ofMinutes(5));

    private static String uri;
    private static Vertx vertx;
    private static Bus bus;

    @BeforeAll
    static void start() {
        uri = Services.mysql();
        vertx = Vertx.vertx();
        bus = node(vertx, CONFIG);
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
    }

    @Test
    void registersSignsInRefreshesAndSignsOut() {
        User ann = ask(new Register("Ann Ünïcode ☕", PASSWORD, "ann@example.org", HOME));
        SignedIn first = ask(new SignIn("ANN@example.org", PASSWORD, HOME));
        SignedIn second = ask(new Refresh(first.refreshToken(), HOME));
        assertThat(ask(new Authenticate(second.accessToken())).user()).isEqualTo(ann);
        assertThat(ask(new FindUsers("ann ü", 10))).containsExactly(ann);
        ask(new SignOut(second.identity()));
        assertThat(refusal(new Authenticate(first.accessToken()))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(new Authenticate(second.accessToken()))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(new Refresh(second.refreshToken(), HOME))).isEqualTo(Code.UNAUTHENTICATED);
    }

    @Test
    void givesTabsThatRefreshAtOnceOneSession() {
        SignedIn signedIn = signIn(register());
        List<Future<SignedIn>> tabs = IntStream.range(0, 10)
                .mapToObj(i -> bus.ask(new Refresh(signedIn.refreshToken(), HOME)))
                .toList();
        Future.all(tabs).await();
        assertThat(tabs)
                .extracting(tab -> tab.result().refreshToken())
                .hasSize(10)
                .containsOnly(tabs.get(0).result().refreshToken());
        assertThat(ask(new ListSessions(signedIn.identity()))).hasSize(1);
    }

    @Test
    void endsTheSessionOfAThiefAndOfHisVictim() {
        SignedIn stolen = signIn(register());
        SignedIn thief = ask(new Refresh(stolen.refreshToken(), HOME));
        SignedIn thiefAgain = ask(new Refresh(thief.refreshToken(), HOME));
        assertThat(refusal(new Refresh(stolen.refreshToken(), HOME))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(new Refresh(thiefAgain.refreshToken(), HOME))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(new Authenticate(thiefAgain.accessToken()))).isEqualTo(Code.UNAUTHENTICATED);
    }

    @Test
    void endsTheSessionWhenTheLastTokenComesAgainAfterTheGrace() {
        Vertx strict = Vertx.vertx();
        Bus strictBus = node(strict, config(Duration.ZERO));
        SignedIn first = signIn(register());
        SignedIn second = strictBus.ask(new Refresh(first.refreshToken(), HOME)).await();
        assertThat(refusal(strictBus, new Refresh(first.refreshToken(), HOME))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(strictBus, new Refresh(second.refreshToken(), HOME))).isEqualTo(Code.UNAUTHENTICATED);
        strict.close().await();
    }

    @Test
    void changesThePassword() {
        User ann = register();
        SignedIn here = signIn(ann);
        SignedIn elsewhere = signIn(ann);
        ask(new ChangePassword(here.identity(), PASSWORD, "another horse", HOME));
        assertThat(refusal(new Authenticate(elsewhere.accessToken()))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(ask(new Authenticate(here.accessToken()))).isEqualTo(here.identity());
        assertThat(refusal(new SignIn(ann.name(), PASSWORD, HOME))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(ask(new SignIn(ann.name(), "another horse", HOME))).isNotNull();
    }

    @Test
    void listsAndRevokesSessions() {
        User ann = register();
        SignedIn one = signIn(ann);
        SignedIn two = signIn(ann);
        SignedIn three = signIn(ann);
        SignedIn stranger = signIn(register());
        assertThat(refusal(new RevokeSession(stranger.identity(), one.identity().sessionId())))
                .isEqualTo(Code.NOT_FOUND);
        ask(new RevokeSession(one.identity(), two.identity().sessionId()));
        assertThat(refusal(new Authenticate(two.accessToken()))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(ask(new RevokeOtherSessions(one.identity()))).isEqualTo(1);
        assertThat(refusal(new Refresh(three.refreshToken(), HOME))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(ask(new ListSessions(one.identity())))
                .extracting(AccountSession::id)
                .containsExactly(one.identity().sessionId());
    }

    @Test
    void shutsAnAccount() {
        User ann = register();
        SignedIn signedIn = signIn(ann);
        ask(new DisableUser(ann.id()));
        assertThat(refusal(new Authenticate(signedIn.accessToken()))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(new Refresh(signedIn.refreshToken(), HOME))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(refusal(new SignIn(ann.name(), PASSWORD, HOME))).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(ask(new FindUsers(ann.name(), 10))).isEmpty();
    }

    @Test
    void letsAnotherNodeLearnOfARevocationByItsSweepAlone() throws InterruptedException {
        Vertx second = Vertx.vertx();
        Bus secondBus = node(second, CONFIG);
        BlockingQueue<UserEvent> told = new LinkedBlockingQueue<>();
        secondBus.hear(UserEvent.class, told::add);
        SignedIn signedIn = signIn(register());
        assertThat(secondBus.ask(new Authenticate(signedIn.accessToken())).await())
                .isEqualTo(signedIn.identity());
        ask(new SignOut(signedIn.identity()));
        UserEvent event = told.poll(10, TimeUnit.SECONDS);
        while (event instanceof SessionsRevoked revoked
                && revoked.userId() != signedIn.identity().userId()) {
            event = told.poll(10, TimeUnit.SECONDS);
        }
        assertThat(event).isInstanceOf(SessionsRevoked.class);
        assertThat(refusal(secondBus, new Authenticate(signedIn.accessToken()))).isEqualTo(Code.UNAUTHENTICATED);
        second.close().await();
    }

    @Test
    void remembersWhatWasRevokedWhenANodeStarts() {
        SignedIn signedIn = signIn(register());
        ask(new SignOut(signedIn.identity()));
        Vertx later = Vertx.vertx();
        assertThat(refusal(node(later, CONFIG), new Authenticate(signedIn.accessToken())))
                .isEqualTo(Code.UNAUTHENTICATED);
        later.close().await();
    }

    @Test
    void takesHostileTextForText() {
        String hostile = "x'); DROP TABLE users; --";
        User bobby = ask(new Register(hostile, PASSWORD + hostile, null, new Client("<b>", "' OR 1=1 --")));
        assertThat(bobby.name()).isEqualTo(hostile);
        assertThat(ask(new SignIn(hostile, PASSWORD + hostile, HOME)).identity().user())
                .isEqualTo(bobby);
        assertThat(refusal(new SignIn("' OR '1'='1", "' OR '1'='1", HOME))).isEqualTo(Code.UNAUTHENTICATED);
    }

    private static AccountsConfig config(Duration grace) {
        AccountsConfig defaults = AccountsConfig.defaults("a secret of at least thirty-two bytes");
        Backoff unlimited = new Backoff(1_000, Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new AccountsConfig(
                defaults.secret(),
                defaults.accessTtl(),
                defaults.longestTtl(),
                defaults.refreshTtl(),
                grace,
                defaults.maxSessions(),
                Duration.ofMillis(200),
                new Hashing(64, 1, 2, 32),
                new Limits(unlimited, unlimited, 1_000, Duration.ofSeconds(1)));
    }

    private static Bus node(Vertx vertx, AccountsConfig config) {
        Bus bus = new Bus(vertx);
        bus.serve(WelcomeUser.class, request -> Future.succeededFuture());
        vertx.deployVerticle(new PersistenceVerticle(bus, new PersistenceConfig(uri, 4, true, "secret")))
                .compose(deployed -> vertx.deployVerticle(new AccountsVerticle(bus, config)))
                .await();
        return bus;
    }

    private static User register() {
        return ask(new Register("user " + NAMES.incrementAndGet() + "x", PASSWORD, null, HOME));
    }

    private static SignedIn signIn(User user) {
        return ask(new SignIn(user.name(), PASSWORD, HOME));
    }

    private static <A> A ask(Request<A> request) {
        return bus.ask(request).await();
    }

    private static Code refusal(Request<?> request) {
        return refusal(bus, request);
    }

    private static Code refusal(Bus node, Request<?> request) {
        return catchThrowableOfType(Failure.class, () -> node.ask(request).await())
                .code();
    }
}
