package io.confab.persistence.account;

import static io.confab.persistence.account.AccountTables.GRACE;
import static io.confab.persistence.account.AccountTables.HASH;
import static io.confab.persistence.account.AccountTables.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure.Code;
import io.confab.contract.account.AccountSession;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.LoadRevoked;
import io.confab.contract.account.LoadSessions;
import io.confab.contract.account.Refreshed;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StorePassword;
import io.confab.contract.account.User;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The ends of sign-ins on real TABLES. */
class RevocationsIT {

    private static final AccountTables TABLES = new AccountTables();

    @AfterAll
    static void close() {
        TABLES.close();
    }

    @Test
    void endsOnesOwnSessionsOnly() {
        User ann = TABLES.account();
        User bob = TABLES.account();
        long id = TABLES.openSession(ann, HASH);
        assertThat(TABLES.ask(new EndSessions(bob.id(), id, false)).sessionIds())
                .isEmpty();
        assertThat(TABLES.ask(new EndSessions(ann.id(), id, false)).sessionIds())
                .containsExactly(id);
        assertThat(TABLES.ask(new EndSessions(ann.id(), id, false)).sessionIds())
                .isEmpty();
    }

    @Test
    void endsAllOtherSessions() {
        User ann = TABLES.account();
        long kept = TABLES.openSession(ann, HASH);
        long second = TABLES.openSession(ann, HASH);
        long third = TABLES.openSession(ann, HASH);
        long bobs = TABLES.openSession(TABLES.account(), HASH);
        assertThat(TABLES.ask(new EndSessions(ann.id(), kept, true)).sessionIds())
                .containsExactlyInAnyOrder(second, third);
        assertThat(TABLES.ask(new LoadSessions(ann.id(), kept)))
                .extracting(AccountSession::id)
                .containsExactly(kept);
        assertThat(TABLES.refresh(bobs, 0, GRACE, HOME)).isInstanceOf(Refreshed.Continued.class);
    }

    @Test
    void endsTheOtherSessionsWithThePassword() {
        User ann = TABLES.account();
        long kept = TABLES.openSession(ann, HASH);
        long other = TABLES.openSession(ann, HASH);
        assertThat(TABLES.ask(new StorePassword(ann.id(), HASH, HASH + "2", kept))
                        .sessionIds())
                .containsExactly(other);
        assertThat(TABLES.ask(new LoadCredentials(ann.name())).orElseThrow().passwordHash())
                .isEqualTo(HASH + "2");
    }

    @Test
    void renewsAHashWithoutEndingSessions() {
        User ann = TABLES.account();
        long id = TABLES.openSession(ann, HASH);
        assertThat(TABLES.ask(new StorePassword(ann.id(), HASH, HASH + "2", null))
                        .sessionIds())
                .isEmpty();
        assertThat(TABLES.ask(new LoadSessions(ann.id(), id))).hasSize(1);
    }

    @Test
    void changesAPasswordOnceOfTwoAtOnce() {
        User ann = TABLES.account();
        TABLES.ask(new StorePassword(ann.id(), HASH, HASH + "2", 0L));
        assertThat(TABLES.refusal(new StorePassword(ann.id(), HASH, HASH + "3", 0L))
                        .code())
                .isEqualTo(Code.CONFLICT);
    }

    @Test
    void endsAllSessionsOfAShutAccountAlsoWhenShutTwice() {
        User ann = TABLES.account();
        long first = TABLES.openSession(ann, HASH);
        long second = TABLES.openSession(ann, HASH);
        assertThat(TABLES.ask(new StoreDisabled(ann.id())).sessionIds()).containsExactlyInAnyOrder(first, second);
        assertThat(TABLES.ask(new StoreDisabled(ann.id())).sessionIds()).isEmpty();
        assertThat(TABLES.refresh(first, 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
    }

    @Test
    void remembersWhatWasRevokedLately() {
        User ann = TABLES.account();
        long first = TABLES.openSession(ann, HASH);
        long second = TABLES.openSession(ann, HASH);
        long open = TABLES.openSession(ann, HASH);
        TABLES.ask(new EndSessions(ann.id(), first, false));
        TABLES.ask(new EndSessions(ann.id(), second, false));
        assertThat(TABLES.ask(new LoadRevoked(Duration.ofMinutes(15))))
                .contains(new SessionsRevoked(ann.id(), Set.of(first, second)))
                .noneMatch(revoked -> revoked.sessionIds().contains(open));
        assertThat(TABLES.ask(new LoadRevoked(Duration.ofMinutes(-1)))).isEmpty();
    }
}
