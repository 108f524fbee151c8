package io.confab.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.Request;
import io.confab.contract.account.AccountSession;
import io.confab.contract.account.Client;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.LoadRevoked;
import io.confab.contract.account.LoadSessions;
import io.confab.contract.account.LoadUsers;
import io.confab.contract.account.PurgeSessions;
import io.confab.contract.account.ReadUser;
import io.confab.contract.account.Refreshed;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StorePassword;
import io.confab.contract.account.StoreRefresh;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.confab.persistence.PersistenceConfig;
import io.confab.persistence.PersistenceVerticle;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountsIT {

    private static final Client HOME = new Client("192.0.2.1", "Browser/1");
    private static final Duration DAYS = Duration.ofDays(30);
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final String HASH = "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$aGFzaA";
    private static final AtomicLong IDS =
            new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40));

    private static Vertx vertx;
    private static Bus bus;

    @BeforeAll
    static void startPersistence() {
        vertx = Vertx.vertx();
        bus = new Bus(vertx);
        vertx.deployVerticle(new PersistenceVerticle(bus, new PersistenceConfig(Services.mysql(), 4, true)))
                .await();
    }

    @AfterAll
    static void stopPersistence() {
        vertx.close().await();
    }

    @Test
    void storesAnAccountAndFindsItByNameMailAndNumber() {
        User ann = ask(new StoreUser("Ann ☕ Ünï", "ann-1", "ann@example.org", HASH));
        assertThat(ann.guest()).isFalse();
        assertThat(ask(new ReadUser(ann.id()))).isEqualTo(ann);
        assertThat(ask(new LoadCredentials("ann-1"))).contains(new Credentials(ann, HASH, false));
        assertThat(ask(new LoadCredentials("ann@example.org"))).contains(new Credentials(ann, HASH, false));
        assertThat(ask(new LoadCredentials("Ann-1"))).isEmpty();
    }

    @Test
    void storesAGuestWithoutAPassword() {
        User guest = ask(new StoreUser("Zoe", "zoe-guest", null, null));
        assertThat(guest.guest()).isTrue();
        assertThat(ask(new ReadUser(guest.id()))).isEqualTo(guest);
        assertThat(ask(new LoadCredentials("zoe-guest"))).contains(new Credentials(guest, null, false));
        openSession(guest, null);
    }

    @Test
    void saysWhatIsTaken() {
        ask(new StoreUser("Bob", "bob-taken", "bob@example.org", HASH));
        assertThat(refusal(new StoreUser("BOB", "bob-taken", "other@example.org", HASH))
                        .field())
                .isEqualTo("username");
        assertThat(refusal(new StoreUser("Bobby", "bobby-free", "bob@example.org", HASH))
                        .field())
                .isEqualTo("email");
        assertThat(ask(new LoadCredentials("bobby-free"))).isEmpty();
    }

    @Test
    void letsOneOfTwentyHaveANameThatAllWantAtOnce() {
        List<Future<User>> wishes = IntStream.range(0, 20)
                .mapToObj(i -> bus.ask(new StoreUser("Max", "max-wanted", null, HASH)))
                .toList();
        Future.join(wishes).otherwiseEmpty().await();
        assertThat(wishes).filteredOn(Future::succeeded).hasSize(1);
        assertThat(wishes)
                .filteredOn(Future::failed)
                .allSatisfy(
                        wish -> assertThat(Failure.from(wish.cause()).code()).isEqualTo(Code.CONFLICT));
    }

    @Test
    void saysThatThereIsNoSuchUser() {
        assertThat(refusal(new ReadUser(1L << 50)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(new StoreDisabled(1L << 50)).code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void findsNamesByPrefixInOrder() {
        User second = ask(new StoreUser("Prefix B", "prefix b", null, HASH));
        User first = ask(new StoreUser("Prefix A", "prefix a", null, HASH));
        User smile = ask(new StoreUser("Prefix 😀", "prefix 😀", null, null));
        User shut = ask(new StoreUser("Prefix C", "prefix c", null, HASH));
        ask(new StoreUser("Prefer", "prefer", null, HASH));
        ask(new StoreDisabled(shut.id()));
        assertThat(ask(new LoadUsers("prefix", 50))).containsExactly(first, second, smile);
        assertThat(ask(new LoadUsers("prefix", 1))).containsExactly(first);
        assertThat(ask(new LoadUsers("prefix 😀", 50))).containsExactly(smile);
    }

    @Test
    void findsWhatIsAskedForAndNoPattern() {
        ask(new StoreUser("Wild", "wild", null, HASH));
        User percent = ask(new StoreUser("%ild", "%ild", null, HASH));
        assertThat(ask(new LoadUsers("%", 50))).containsExactly(percent);
        assertThat(ask(new LoadUsers("_ild", 50))).isEmpty();
        assertThat(ask(new LoadUsers("' OR '1'='1", 50))).isEmpty();
    }

    @Test
    void listsOpenSessionsWithTheLastUsedFirst() {
        User ann = account();
        long first = openSession(ann, HASH);
        long second = openSession(ann, HASH);
        openSession(account(), HASH);
        assertThat(ask(new LoadSessions(ann.id(), first)))
                .extracting(AccountSession::id)
                .containsExactly(second, first);
        refresh(first, 0, GRACE, new Client("2001:db8::1", "x".repeat(300)));
        List<AccountSession> sessions = ask(new LoadSessions(ann.id(), first));
        assertThat(sessions).extracting(AccountSession::id).containsExactly(first, second);
        assertThat(sessions).extracting(AccountSession::current).containsExactly(true, false);
        assertThat(sessions.get(0).address()).isEqualTo("2001:db8::1");
        assertThat(sessions.get(0).userAgent()).hasSize(255);
        assertThat(sessions.get(1).createdAt())
                .isEqualTo(sessions.get(1).lastUsedAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void endsTheLeastUsedSessionsBeyondTheLimit() {
        User ann = account();
        long first = openSession(ann, HASH);
        long second = openSession(ann, HASH);
        SessionsRevoked ended = ask(new StoreSession(ann.id(), HASH, IDS.incrementAndGet(), DAYS, 2, HOME));
        assertThat(ended).isEqualTo(new SessionsRevoked(ann.id(), Set.of(first)));
        assertThat(ask(new LoadSessions(ann.id(), 0)))
                .hasSize(2)
                .extracting(AccountSession::id)
                .contains(second);
    }

    @Test
    void opensNoSessionForAPasswordThatWasChangedMeanwhile() {
        User ann = account();
        ask(new StorePassword(ann.id(), HASH, HASH + "2", 0L));
        assertThat(refusal(session(ann, HASH)).code()).isEqualTo(Code.UNAUTHENTICATED);
        openSession(ann, HASH + "2");
    }

    @Test
    void opensNoSessionForAShutAccount() {
        User ann = account();
        ask(new StoreDisabled(ann.id()));
        assertThat(refusal(session(ann, HASH)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(ask(new LoadCredentials(ann.name())).orElseThrow().disabled())
                .isTrue();
    }

    @Test
    void leavesNoSessionOfTheOldPasswordWhenBothHappenAtOnce() {
        for (int round = 0; round < 10; round++) {
            User ann = account();
            List<Future<SessionsRevoked>> both = Stream.<Request<SessionsRevoked>>concat(
                            IntStream.range(0, 5).mapToObj(i -> session(ann, HASH)),
                            Stream.of(new StorePassword(ann.id(), HASH, HASH + "2", 0L)))
                    .map(bus::ask)
                    .toList();
            Future.join(both).otherwiseEmpty().await();
            assertThat(both.get(5).succeeded()).isTrue();
            assertThat(ask(new LoadSessions(ann.id(), 0))).isEmpty();
        }
    }

    @Test
    void movesASessionOnOnceForEachGeneration() {
        User ann = account();
        long id = openSession(ann, HASH);
        assertThat(refresh(id, 0, GRACE, HOME)).isEqualTo(new Refreshed.Continued(ann, 1));
        assertThat(refresh(id, 1, GRACE, HOME)).isEqualTo(new Refreshed.Continued(ann, 2));
    }

    @Test
    void givesTwentyTabsTheSameSuccessor() {
        User ann = account();
        long id = openSession(ann, HASH);
        List<Future<Refreshed>> tabs = IntStream.range(0, 20)
                .mapToObj(i -> bus.ask(new StoreRefresh(id, 0, GRACE, DAYS, HOME)))
                .toList();
        Future.all(tabs).await();
        assertThat(tabs).extracting(Future::result).containsOnly(new Refreshed.Continued(ann, 1));
        assertThat(refresh(id, 1, GRACE, HOME)).isEqualTo(new Refreshed.Continued(ann, 2));
    }

    @Test
    void revokesASessionWhoseTokenComesAgainAfterTheGrace() {
        User ann = account();
        long id = openSession(ann, HASH);
        refresh(id, 0, GRACE, HOME);
        assertThat(refresh(id, 0, Duration.ZERO, HOME))
                .isEqualTo(new Refreshed.Reused(new SessionsRevoked(ann.id(), Set.of(id))));
        assertThat(refresh(id, 1, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
        assertThat(refresh(id, 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
    }

    @Test
    void revokesASessionWhoseTokenIsOlderThanTheLastOneAlsoWithinTheGrace() {
        User ann = account();
        long id = openSession(ann, HASH);
        refresh(id, 0, GRACE, HOME);
        refresh(id, 1, GRACE, HOME);
        assertThat(refresh(id, 0, GRACE, HOME)).isInstanceOf(Refreshed.Reused.class);
        assertThat(ask(new LoadSessions(ann.id(), 0))).isEmpty();
    }

    @Test
    void refusesToRefreshAnUnknownAnEndedOrAnExpiredSession() {
        User ann = account();
        long ended = openSession(ann, HASH);
        ask(new EndSessions(ann.id(), ended, false));
        long expired = IDS.incrementAndGet();
        ask(new StoreSession(ann.id(), HASH, expired, Duration.ofSeconds(-1), 50, HOME));
        assertThat(refresh(IDS.incrementAndGet(), 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
        assertThat(refresh(ended, 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
        assertThat(refresh(expired, 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
        assertThat(ask(new LoadSessions(ann.id(), 0))).isEmpty();
    }

    @Test
    void endsOnesOwnSessionsOnly() {
        User ann = account();
        User bob = account();
        long id = openSession(ann, HASH);
        assertThat(ask(new EndSessions(bob.id(), id, false)).sessionIds()).isEmpty();
        assertThat(ask(new EndSessions(ann.id(), id, false)).sessionIds()).containsExactly(id);
        assertThat(ask(new EndSessions(ann.id(), id, false)).sessionIds()).isEmpty();
    }

    @Test
    void endsAllOtherSessions() {
        User ann = account();
        long kept = openSession(ann, HASH);
        long second = openSession(ann, HASH);
        long third = openSession(ann, HASH);
        long bobs = openSession(account(), HASH);
        assertThat(ask(new EndSessions(ann.id(), kept, true)).sessionIds()).containsExactlyInAnyOrder(second, third);
        assertThat(ask(new LoadSessions(ann.id(), kept)))
                .extracting(AccountSession::id)
                .containsExactly(kept);
        assertThat(refresh(bobs, 0, GRACE, HOME)).isInstanceOf(Refreshed.Continued.class);
    }

    @Test
    void endsTheOtherSessionsWithThePassword() {
        User ann = account();
        long kept = openSession(ann, HASH);
        long other = openSession(ann, HASH);
        assertThat(ask(new StorePassword(ann.id(), HASH, HASH + "2", kept)).sessionIds())
                .containsExactly(other);
        assertThat(ask(new LoadCredentials(ann.name())).orElseThrow().passwordHash())
                .isEqualTo(HASH + "2");
    }

    @Test
    void renewsAHashWithoutEndingSessions() {
        User ann = account();
        long id = openSession(ann, HASH);
        assertThat(ask(new StorePassword(ann.id(), HASH, HASH + "2", null)).sessionIds())
                .isEmpty();
        assertThat(ask(new LoadSessions(ann.id(), id))).hasSize(1);
    }

    @Test
    void changesAPasswordOnceOfTwoAtOnce() {
        User ann = account();
        ask(new StorePassword(ann.id(), HASH, HASH + "2", 0L));
        assertThat(refusal(new StorePassword(ann.id(), HASH, HASH + "3", 0L)).code())
                .isEqualTo(Code.CONFLICT);
    }

    @Test
    void endsAllSessionsOfAShutAccountAlsoWhenShutTwice() {
        User ann = account();
        long first = openSession(ann, HASH);
        long second = openSession(ann, HASH);
        assertThat(ask(new StoreDisabled(ann.id())).sessionIds()).containsExactlyInAnyOrder(first, second);
        assertThat(ask(new StoreDisabled(ann.id())).sessionIds()).isEmpty();
        assertThat(refresh(first, 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
    }

    @Test
    void remembersWhatWasRevokedLately() {
        User ann = account();
        long first = openSession(ann, HASH);
        long second = openSession(ann, HASH);
        long open = openSession(ann, HASH);
        ask(new EndSessions(ann.id(), first, false));
        ask(new EndSessions(ann.id(), second, false));
        assertThat(ask(new LoadRevoked(Duration.ofMinutes(15))))
                .contains(new SessionsRevoked(ann.id(), Set.of(first, second)))
                .noneMatch(revoked -> revoked.sessionIds().contains(open));
        assertThat(ask(new LoadRevoked(Duration.ofMinutes(-1)))).isEmpty();
    }

    @Test
    void forgetsSessionsThatExpiredLongAgo() {
        User ann = account();
        long open = openSession(ann, HASH);
        for (int i = 0; i < 3; i++) {
            ask(new StoreSession(ann.id(), HASH, IDS.incrementAndGet(), Duration.ofDays(-2), 50, HOME));
        }
        assertThat(ask(new PurgeSessions(2))).isEqualTo(2);
        assertThat(ask(new PurgeSessions(1_000))).isEqualTo(1);
        assertThat(ask(new LoadSessions(ann.id(), open)))
                .extracting(AccountSession::id)
                .containsExactly(open);
    }

    private static User account() {
        String name = "user" + IDS.incrementAndGet();
        return ask(new StoreUser(name, name, null, HASH));
    }

    private static long openSession(User user, String hash) {
        StoreSession request = session(user, hash);
        ask(request);
        return request.sessionId();
    }

    private static StoreSession session(User user, String hash) {
        return new StoreSession(user.id(), hash, IDS.incrementAndGet(), DAYS, 50, HOME);
    }

    private static Refreshed refresh(long sessionId, int generation, Duration grace, Client client) {
        return ask(new StoreRefresh(sessionId, generation, grace, DAYS, client));
    }

    private static <A> A ask(Request<A> request) {
        return bus.ask(request).await();
    }

    private static Failure refusal(Request<?> request) {
        return catchThrowableOfType(Failure.class, () -> ask(request));
    }
}
