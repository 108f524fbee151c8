package io.confab.persistence.account;

import static io.confab.persistence.account.AccountTables.DAYS;
import static io.confab.persistence.account.AccountTables.GRACE;
import static io.confab.persistence.account.AccountTables.HASH;
import static io.confab.persistence.account.AccountTables.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure.Code;
import io.confab.contract.Request;
import io.confab.contract.account.AccountSession;
import io.confab.contract.account.Client;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.LoadSessions;
import io.confab.contract.account.PurgeSessions;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StorePassword;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.User;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Sign-ins on real tables: opened, listed, forgotten. */
class SessionsIT {

    private static final AccountTables TABLES = new AccountTables();

    @AfterAll
    static void close() {
        TABLES.close();
    }

    @Test
    void listsOpenSessionsWithTheLastUsedFirst() {
        User ann = TABLES.account();
        long first = TABLES.openSession(ann, HASH);
        long second = TABLES.openSession(ann, HASH);
        TABLES.openSession(TABLES.account(), HASH);
        assertThat(TABLES.ask(new LoadSessions(ann.id(), first)))
                .extracting(AccountSession::id)
                .containsExactly(second, first);
        TABLES.refresh(first, 0, GRACE, new Client("2001:db8::1", "x".repeat(300)));
        List<AccountSession> sessions = TABLES.ask(new LoadSessions(ann.id(), first));
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
        User ann = TABLES.account();
        long first = TABLES.openSession(ann, HASH);
        long second = TABLES.openSession(ann, HASH);
        SessionsRevoked ended = TABLES.ask(new StoreSession(ann.id(), HASH, TABLES.newId(), DAYS, 2, HOME));
        assertThat(ended).isEqualTo(new SessionsRevoked(ann.id(), Set.of(first)));
        assertThat(TABLES.ask(new LoadSessions(ann.id(), 0)))
                .hasSize(2)
                .extracting(AccountSession::id)
                .contains(second);
    }

    @Test
    void opensNoSessionForAPasswordThatWasChangedMeanwhile() {
        User ann = TABLES.account();
        TABLES.ask(new StorePassword(ann.id(), HASH, HASH + "2", 0L));
        assertThat(TABLES.refusal(TABLES.session(ann, HASH)).code()).isEqualTo(Code.UNAUTHENTICATED);
        TABLES.openSession(ann, HASH + "2");
    }

    @Test
    void opensNoSessionForAShutAccount() {
        User ann = TABLES.account();
        TABLES.ask(new StoreDisabled(ann.id()));
        assertThat(TABLES.refusal(TABLES.session(ann, HASH)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(TABLES.ask(new LoadCredentials(ann.name())).orElseThrow().disabled())
                .isTrue();
    }

    @Test
    void leavesNoSessionOfTheOldPasswordWhenBothHappenAtOnce() {
        for (int round = 0; round < 10; round++) {
            User ann = TABLES.account();
            List<Future<SessionsRevoked>> both = Stream.<Request<SessionsRevoked>>concat(
                            IntStream.range(0, 5).mapToObj(i -> TABLES.session(ann, HASH)),
                            Stream.of(new StorePassword(ann.id(), HASH, HASH + "2", 0L)))
                    .map(TABLES.bus::ask)
                    .toList();
            Future.join(both).otherwiseEmpty().await();
            assertThat(both.get(5).succeeded()).isTrue();
            assertThat(TABLES.ask(new LoadSessions(ann.id(), 0))).isEmpty();
        }
    }

    @Test
    void forgetsSessionsThatExpiredLongAgo() {
        User ann = TABLES.account();
        long open = TABLES.openSession(ann, HASH);
        for (int i = 0; i < 3; i++) {
            TABLES.ask(new StoreSession(ann.id(), HASH, TABLES.newId(), Duration.ofDays(-2), 50, HOME));
        }
        assertThat(TABLES.ask(new PurgeSessions(2))).isEqualTo(2);
        assertThat(TABLES.ask(new PurgeSessions(1_000))).isEqualTo(1);
        assertThat(TABLES.ask(new LoadSessions(ann.id(), open)))
                .extracting(AccountSession::id)
                .containsExactly(open);
    }
}
