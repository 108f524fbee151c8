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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ends of sign-ins on real tables. */
class RevocationsIT {

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
    void endsOnesOwnSessionsOnly() {
        User ann = tables.account();
        User bob = tables.account();
        long id = tables.openSession(ann, HASH);
        assertThat(tables.ask(new EndSessions(bob.id(), id, false)).sessionIds())
                .isEmpty();
        assertThat(tables.ask(new EndSessions(ann.id(), id, false)).sessionIds())
                .containsExactly(id);
        assertThat(tables.ask(new EndSessions(ann.id(), id, false)).sessionIds())
                .isEmpty();
    }

    @Test
    void endsAllOtherSessions() {
        User ann = tables.account();
        long kept = tables.openSession(ann, HASH);
        long second = tables.openSession(ann, HASH);
        long third = tables.openSession(ann, HASH);
        long bobs = tables.openSession(tables.account(), HASH);
        assertThat(tables.ask(new EndSessions(ann.id(), kept, true)).sessionIds())
                .containsExactlyInAnyOrder(second, third);
        assertThat(tables.ask(new LoadSessions(ann.id(), kept)))
                .extracting(AccountSession::id)
                .containsExactly(kept);
        assertThat(tables.refresh(bobs, 0, GRACE, HOME)).isInstanceOf(Refreshed.Continued.class);
    }

    @Test
    void endsTheOtherSessionsWithThePassword() {
        User ann = tables.account();
        long kept = tables.openSession(ann, HASH);
        long other = tables.openSession(ann, HASH);
        assertThat(tables.ask(new StorePassword(ann.id(), HASH, HASH + "2", kept))
                        .sessionIds())
                .containsExactly(other);
        assertThat(tables.ask(new LoadCredentials(ann.name())).orElseThrow().passwordHash())
                .isEqualTo(HASH + "2");
    }

    @Test
    void renewsAHashWithoutEndingSessions() {
        User ann = tables.account();
        long id = tables.openSession(ann, HASH);
        assertThat(tables.ask(new StorePassword(ann.id(), HASH, HASH + "2", null))
                        .sessionIds())
                .isEmpty();
        assertThat(tables.ask(new LoadSessions(ann.id(), id))).hasSize(1);
    }

    @Test
    void changesAPasswordOnceOfTwoAtOnce() {
        User ann = tables.account();
        tables.ask(new StorePassword(ann.id(), HASH, HASH + "2", 0L));
        assertThat(tables.refusal(new StorePassword(ann.id(), HASH, HASH + "3", 0L))
                        .code())
                .isEqualTo(Code.CONFLICT);
    }

    @Test
    void endsAllSessionsOfAShutAccountAlsoWhenShutTwice() {
        User ann = tables.account();
        long first = tables.openSession(ann, HASH);
        long second = tables.openSession(ann, HASH);
        assertThat(tables.ask(new StoreDisabled(ann.id())).sessionIds()).containsExactlyInAnyOrder(first, second);
        assertThat(tables.ask(new StoreDisabled(ann.id())).sessionIds()).isEmpty();
        assertThat(tables.refresh(first, 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
    }

    @Test
    void remembersWhatWasRevokedLately() {
        User ann = tables.account();
        long first = tables.openSession(ann, HASH);
        long second = tables.openSession(ann, HASH);
        long open = tables.openSession(ann, HASH);
        tables.ask(new EndSessions(ann.id(), first, false));
        tables.ask(new EndSessions(ann.id(), second, false));
        assertThat(tables.ask(new LoadRevoked(Duration.ofMinutes(15))))
                .contains(new SessionsRevoked(ann.id(), Set.of(first, second)))
                .noneMatch(revoked -> revoked.sessionIds().contains(open));
        assertThat(tables.ask(new LoadRevoked(Duration.ofMinutes(-1)))).isEmpty();
    }
}
