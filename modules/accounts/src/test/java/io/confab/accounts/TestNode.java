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
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Client;
import io.confab.contract.account.Register;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.User;
import io.confab.contract.group.WelcomeUser;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** The accounts of one node between fakes: a store in memory, and a chat that welcomes everybody. */
final class TestNode implements AutoCloseable {

    static final Client HOME = new Client("192.0.2.1", "Browser/1");
    static final Client AWAY = new Client("198.51.100.1", "Browser/2");
    static final String PASSWORD = "correct horse";

    /** Cheap hashes; three tries for an account and three registrations, then a wait. */
    static final AccountsConfig CONFIG = AccountsConfig.defaults("a secret of at least thirty-two bytes")
            .withHashing(new Hashing(64, 1, 2, 32))
            .withLimits(new Limits(
                    new Backoff(3, Duration.ofSeconds(20), Duration.ofSeconds(30)),
                    new Backoff(50, Duration.ofSeconds(20), Duration.ofSeconds(30)),
                    3,
                    Duration.ofMinutes(1)));

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final FakeStore store;
    final BlockingQueue<UserEvent> told = new LinkedBlockingQueue<>();
    volatile Function<WelcomeUser, Future<Void>> welcome = request -> Future.succeededFuture();

    TestNode() {
        this(new FakeStore(), CONFIG);
    }

    TestNode(FakeStore store, AccountsConfig config) {
        this.store = store;
        store.serve(bus);
        bus.serve(WelcomeUser.class, request -> welcome.apply(request));
        bus.hear(UserEvent.class, told::add);
        vertx.deployVerticle(new AccountsVerticle(bus, config))
                .onFailure(cause -> vertx.close())
                .await();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    <A> A ask(Request<A> request) {
        return bus.ask(request).await();
    }

    Failure refusal(Request<?> request) {
        Failure refused = catchThrowableOfType(Failure.class, () -> ask(request));
        assertThat(refused).as("refusal of %s", request).isNotNull();
        return refused;
    }

    User register(String name) {
        return ask(new Register(name, PASSWORD, null, HOME));
    }

    SignedIn signIn(String name) {
        register(name);
        return ask(new SignIn(name, PASSWORD, HOME));
    }

    void assertRevoked(SignedIn signedIn) {
        assertThat(refusal(new Authenticate(signedIn.accessToken())).code()).isEqualTo(Code.UNAUTHENTICATED);
    }

    static SessionsRevoked revocationOf(SignedIn signedIn) {
        return new SessionsRevoked(
                signedIn.identity().userId(), Set.of(signedIn.identity().sessionId()));
    }
}
