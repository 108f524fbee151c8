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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sign-ins on real tables: opened, listed, forgotten. */
class SessionsIT {

    private static AccountTables tables;

    @BeforeAll
    static void open() {
        tables = new AccountTables();
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @Test
    void listsOpenSessionsWithTheLastUsedFirst() {
        User ann = tables.account();
        long first = tables.openSession(ann, HASH);
        long second = tables.openSession(ann, HASH);
        tables.openSession(tables.account(), HASH);
        assertThat(tables.ask(new LoadSessions(ann.id(), first)))
                .extracting(AccountSession::id)
                .containsExactly(second, first);
        tables.refresh(first, 0, GRACE, new Client("2001:db8::1", "x".repeat(300)));
        List<AccountSession> sessions = tables.ask(new LoadSessions(ann.id(), first));
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
        User ann = tables.account();
        long first = tables.openSession(ann, HASH);
        long second = tables.openSession(ann, HASH);
        SessionsRevoked ended = tables.ask(new StoreSession(ann.id(), HASH, tables.newId(), DAYS, 2, HOME));
        assertThat(ended).isEqualTo(new SessionsRevoked(ann.id(), Set.of(first)));
        assertThat(tables.ask(new LoadSessions(ann.id(), 0)))
                .hasSize(2)
                .extracting(AccountSession::id)
                .contains(second);
    }

    @Test
    void opensNoSessionForAPasswordThatWasChangedMeanwhile() {
        User ann = tables.account();
        tables.ask(new StorePassword(ann.id(), HASH, HASH + "2", 0L));
        assertThat(tables.refusal(tables.session(ann, HASH)).code()).isEqualTo(Code.UNAUTHENTICATED);
        tables.openSession(ann, HASH + "2");
    }

    @Test
    void opensNoSessionForAShutAccount() {
        User ann = tables.account();
        tables.ask(new StoreDisabled(ann.id()));
        assertThat(tables.refusal(tables.session(ann, HASH)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(tables.ask(new LoadCredentials(ann.name())).orElseThrow().disabled())
                .isTrue();
    }

    @Test
    void leavesNoSessionOfTheOldPasswordWhenBothHappenAtOnce() {
        for (int round = 0; round < 10; round++) {
            User ann = tables.account();
            List<Future<SessionsRevoked>> both = Stream.<Request<SessionsRevoked>>concat(
                            IntStream.range(0, 5).mapToObj(i -> tables.session(ann, HASH)),
                            Stream.of(new StorePassword(ann.id(), HASH, HASH + "2", 0L)))
                    .map(tables.bus::ask)
                    .toList();
            Future.join(both).otherwiseEmpty().await();
            assertThat(both.get(5).succeeded()).isTrue();
            assertThat(tables.ask(new LoadSessions(ann.id(), 0))).isEmpty();
        }
    }

    @Test
    void forgetsSessionsThatExpiredLongAgo() {
        User ann = tables.account();
        long open = tables.openSession(ann, HASH);
        for (int i = 0; i < 3; i++) {
            tables.ask(new StoreSession(ann.id(), HASH, tables.newId(), Duration.ofDays(-2), 50, HOME));
        }
        assertThat(tables.ask(new PurgeSessions(2))).isEqualTo(2);
        assertThat(tables.ask(new PurgeSessions(1_000))).isEqualTo(1);
        assertThat(tables.ask(new LoadSessions(ann.id(), open)))
                .extracting(AccountSession::id)
                .containsExactly(open);
    }
}
