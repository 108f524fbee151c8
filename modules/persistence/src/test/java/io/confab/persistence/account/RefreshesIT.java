package io.confab.persistence.account;

import static io.confab.persistence.account.AccountTables.DAYS;
import static io.confab.persistence.account.AccountTables.GRACE;
import static io.confab.persistence.account.AccountTables.HASH;
import static io.confab.persistence.account.AccountTables.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.account.EndSessions;
import io.confab.contract.account.LoadSessions;
import io.confab.contract.account.Refreshed;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.StoreRefresh;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.User;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rotation of refresh tokens on real tables. */
class RefreshesIT {

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
    void movesASessionOnOnceForEachGeneration() {
        User ann = tables.account();
        long id = tables.openSession(ann, HASH);
        assertThat(tables.refresh(id, 0, GRACE, HOME)).isEqualTo(new Refreshed.Continued(ann, 1));
        assertThat(tables.refresh(id, 1, GRACE, HOME)).isEqualTo(new Refreshed.Continued(ann, 2));
    }

    @Test
    void givesTwentyTabsTheSameSuccessor() {
        User ann = tables.account();
        long id = tables.openSession(ann, HASH);
        List<Future<Refreshed>> tabs = IntStream.range(0, 20)
                .mapToObj(i -> tables.bus.ask(new StoreRefresh(id, 0, GRACE, DAYS, HOME)))
                .toList();
        Future.all(tabs).await();
        assertThat(tabs).extracting(Future::result).containsOnly(new Refreshed.Continued(ann, 1));
        assertThat(tables.refresh(id, 1, GRACE, HOME)).isEqualTo(new Refreshed.Continued(ann, 2));
    }

    @Test
    void revokesASessionWhoseTokenComesAgainAfterTheGrace() {
        User ann = tables.account();
        long id = tables.openSession(ann, HASH);
        tables.refresh(id, 0, GRACE, HOME);
        assertThat(tables.refresh(id, 0, Duration.ZERO, HOME))
                .isEqualTo(new Refreshed.Reused(new SessionsRevoked(ann.id(), Set.of(id))));
        assertThat(tables.refresh(id, 1, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
        assertThat(tables.refresh(id, 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
    }

    @Test
    void revokesASessionWhoseTokenIsOlderThanTheLastOneAlsoWithinTheGrace() {
        User ann = tables.account();
        long id = tables.openSession(ann, HASH);
        tables.refresh(id, 0, GRACE, HOME);
        tables.refresh(id, 1, GRACE, HOME);
        assertThat(tables.refresh(id, 0, GRACE, HOME)).isInstanceOf(Refreshed.Reused.class);
        assertThat(tables.ask(new LoadSessions(ann.id(), 0))).isEmpty();
    }

    @Test
    void refusesToRefreshAnUnknownAnEndedOrAnExpiredSession() {
        User ann = tables.account();
        long ended = tables.openSession(ann, HASH);
        tables.ask(new EndSessions(ann.id(), ended, false));
        long expired = tables.newId();
        tables.ask(new StoreSession(ann.id(), HASH, expired, Duration.ofSeconds(-1), 50, HOME));
        assertThat(tables.refresh(tables.newId(), 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
        assertThat(tables.refresh(ended, 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
        assertThat(tables.refresh(expired, 0, GRACE, HOME)).isEqualTo(new Refreshed.Ended());
        assertThat(tables.ask(new LoadSessions(ann.id(), 0))).isEmpty();
    }
}
