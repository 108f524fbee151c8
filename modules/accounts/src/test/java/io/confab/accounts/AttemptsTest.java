package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confab.accounts.AccountsConfig.Backoff;
import io.confab.accounts.AccountsConfig.Limits;
import io.confab.contract.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final String HERE = "192.0.2.1";

    private final SettableClock clock = new SettableClock();
    private final Attempts attempts = new Attempts(
            new Limits(
                    new Backoff(3, Duration.ofSeconds(1), Duration.ofSeconds(30)),
                    new Backoff(10, Duration.ofSeconds(1), Duration.ofSeconds(60)),
                    1,
                    Duration.ofMinutes(1)),
            clock);

    @Test
    void doublesTheWaitForAnAccountUpToTheCap() {
        fail("ann", 3);
        int[] waits = new int[7];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = waitFor("ann", HERE);
            clock.advance(Duration.ofSeconds(waits[i]));
            attempts.begin("ann", address(100 + i));
        }
        assertThat(waits).containsExactly(1, 2, 4, 8, 16, 30, 30);
    }

    @Test
    void countsTriesThatAreStillUnderWay() {
        attempts.begin("ann", HERE);
        attempts.begin("ann", HERE);
        attempts.begin("ann", HERE);
        assertThat(waitFor("ann", HERE)).isEqualTo(1);
    }

    @Test
    void startsAnewAfterTheRightPassword() {
        attempts.begin("ann", HERE);
        attempts.begin("ann", HERE);
        attempts.begin("ann", HERE).succeed();
        fail("ann", 3);
        assertThat(waitFor("ann", address(99))).isEqualTo(1);
    }

    @Test
    void doesNotCountWhatToldNothing() {
        for (int i = 0; i < 100; i++) {
            attempts.begin("ann", HERE).withdraw();
        }
        assertThat(waitFor("ann", HERE)).isZero();
    }

    @Test
    void letsTheOwnerInFromAKnownAddressWhileStrangersHammer() {
        attempts.begin("ann", HERE).succeed();
        fail("ann", 3);
        assertThat(waitFor("ann", address(99))).isPositive();
        assertThat(waitFor("ann", HERE)).isZero();
    }

    @Test
    void slowsAKnownAddressToo() {
        attempts.trust("ann", HERE);
        attempts.begin("ann", HERE);
        attempts.begin("ann", HERE);
        attempts.begin("ann", HERE);
        assertThat(waitFor("ann", HERE)).isEqualTo(1);
        assertThat(waitFor("ann", address(99))).isZero();
    }

    @Test
    void slowsAnAddressThatTriesManyAccounts() {
        for (int i = 0; i < 10; i++) {
            attempts.begin("user" + i, HERE);
        }
        assertThat(waitFor("ann", HERE)).isEqualTo(1);
        assertThat(waitFor("ann", address(99))).isZero();
    }

    @Test
    void doesNotForgiveAnAddressForASuccessElsewhere() {
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMinutes(2));
            attempts.begin("accomplice", HERE).succeed();
            attempts.begin("user" + i, HERE);
        }
        assertThat(waitFor("ann", HERE)).isEqualTo(1);
    }

    @Test
    void takesAWholeIpv6NetworkForOneAddress() {
        for (int i = 0; i < 10; i++) {
            attempts.begin("user" + i, "2001:db8:1:2::" + i);
        }
        assertThat(waitFor("ann", "2001:db8:1:2:ffff::1")).isEqualTo(1);
        assertThat(waitFor("ann", "2001:db8:1:3::1")).isZero();
    }

    @Test
    void forgetsAfterTheWait() {
        fail("ann", 3);
        clock.advance(Duration.ofSeconds(1));
        assertThat(waitFor("ann", HERE)).isZero();
    }

    private void fail(String login, int times) {
        for (int i = 0; i < times; i++) {
            attempts.begin(login, address(i));
        }
    }

    private static String address(int i) {
        return "198.51.100." + i;
    }

    /** The seconds to wait; 0 when a try may begin, which is taken back. */
    private int waitFor(String login, String address) {
        Failure refused = catchThrowableOfType(
                Failure.class, () -> attempts.begin(login, address).withdraw());
        return refused == null ? 0 : refused.retryAfterSeconds();
    }
}
