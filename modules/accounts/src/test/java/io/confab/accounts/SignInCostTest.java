package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.accounts.AccountsConfig.Hashing;
import io.confab.accounts.AccountsConfig.Limits;
import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Client;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.User;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sign-in costs, counted in hashes: they are its time. */
class SignInCostTest {

    private static final Client HOME = new Client("192.0.2.1", "Browser/1");
    private static final String PASSWORD = "correct horse";
    private static final AccountsConfig CONFIG =
            AccountsConfig.defaults("a secret of at least thirty-two bytes").withHashing(new Hashing(2_048, 1, 2, 4));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Context context = vertx.getOrCreateContext();
    private final FakeStore store = new FakeStore();
    private final Hasher hasher = new Hasher(vertx, CONFIG.hashing());
    private final Attempts attempts = new Attempts(Limits.defaults(), Clock.systemUTC());
    private SignIns signIns;

    @BeforeEach
    void storeAnn() {
        store.serve(bus);
        RevokedSessions revoked = new RevokedSessions(bus, CONFIG.longestTtl());
        Sessions sessions = new Sessions(bus, CONFIG, new AccessTokens(vertx, CONFIG), revoked, attempts);
        signIns = new SignIns(bus, hasher, attempts, sessions, revoked);
        String hash = hasher.hash(PASSWORD).await();
        store.accounts.put("ann", new Credentials(new User(1, "Ann", false), hash, false));
        store.accounts.put("shut", new Credentials(new User(2, "Shut", false), hash, true));
        store.accounts.put("guest", new Credentials(new User(3, "Guest", true), null, false));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void hashesOnceWhateverIsWrongAndSaysTheSame() {
        Failure wrong = refusal("Ann", "wrong horse");
        assertThat(wrong.code()).isEqualTo(Code.UNAUTHENTICATED);
        List<Failure> others = List.of(
                refusal("Nobody", PASSWORD),
                refusal("Shut", PASSWORD),
                refusal("Shut", "wrong horse"),
                refusal("Guest", PASSWORD),
                refusal("nobody@example.org", PASSWORD),
                refusal("not:a/name", PASSWORD));
        assertThat(others).allSatisfy(other -> {
            assertThat(other.code()).isEqualTo(wrong.code());
            assertThat(other.sentence()).isEqualTo(wrong.sentence());
            assertThat(other.field()).isEqualTo(wrong.field());
            assertThat(other.retryAfterSeconds()).isEqualTo(wrong.retryAfterSeconds());
        });
    }

    @Test
    void hashesOnceForASignInToo() {
        long before = hasher.begun();
        assertThat(signIn("Ann", PASSWORD).await().identity().userId()).isEqualTo(1);
        assertThat(hasher.begun() - before).isEqualTo(1);
    }

    @Test
    void neitherHashesNorAsksForAPasswordThatNobodyCanHave() {
        long before = hasher.begun();
        assertThat(signIn("Ann", "x".repeat(1_000_000)).otherwiseEmpty().await())
                .isNull();
        assertThat(signIn("x".repeat(1_000_000), PASSWORD).otherwiseEmpty().await())
                .isNull();
        assertThat(hasher.begun() - before).isZero();
        assertThat(store.asked).isEmpty();
    }

    @Test
    void doesNotCountATryThatFoundNoRoomAgainstAnybody() {
        List<Future<SignedIn>> crowd = IntStream.range(0, 40)
                .mapToObj(i -> signIn("nobody " + i, PASSWORD))
                .toList();
        Future.join(crowd).otherwiseEmpty().await();
        assertThat(crowd)
                .extracting(future -> Failure.from(future.cause()).code())
                .containsOnly(Code.UNAUTHENTICATED, Code.UNAVAILABLE)
                .contains(Code.UNAVAILABLE);
        assertThat(signIn("Ann", PASSWORD).await()).isNotNull();
    }

    private Failure refusal(String name, String password) {
        long before = hasher.begun();
        Future<SignedIn> refused = signIn(name, password);
        refused.otherwiseEmpty().await();
        assertThat(hasher.begun() - before).as("hashes for %s", name).isEqualTo(1);
        return Failure.from(refused.cause());
    }

    /** On one context, as in the verticle. */
    private Future<SignedIn> signIn(String name, String password) {
        Promise<SignedIn> done = Promise.promise();
        context.runOnContext(now -> Future.succeededFuture(new SignIn(name, password, HOME))
                .compose(signIns::signIn)
                .onComplete(done::handle));
        return done.future();
    }
}
