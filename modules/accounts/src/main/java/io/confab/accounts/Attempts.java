package io.confab.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.accounts.AccountsConfig.Backoff;
import io.confab.accounts.AccountsConfig.Limits;
import io.confab.contract.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows guessing of passwords: per account, and per address over all accounts.
 *
 * <p>A try counts as failed from its beginning, so a thousand at once get no further than a thousand in a row, and names
 * that do not exist are slowed like those that do. An address that an account was signed in from lately has a count of
 * its own with it: strangers who hammer the account keep its owner waiting nowhere but at a new place, and there for no
 * longer than the cap.
 */
final class Attempts {

    private static final int MAX_KEYS = 100_000;
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration FAMILIAR = Duration.ofDays(30);

    /** An account from anywhere, an address on any account, or an account from an address: null is "any". */
    private record Key(String login, String network) {}

    private record Failures(int count, Instant last) {
        static final Failures NONE = new Failures(0, Instant.EPOCH);
    }

    private final Limits limits;
    private final Clock clock;
    private final Cache<Key, Failures> failures =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterWrite(MEMORY).build();
    private final Cache<Key, Boolean> familiar = Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterWrite(FAMILIAR)
            .build();

    Attempts(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Begins a try, or throws {@code RATE_LIMITED} with the time to wait. */
    Attempt begin(String login, String address) {
        Key pair = new Key(login, Networks.of(address));
        Key network = new Key(null, pair.network());
        Key account = familiar.getIfPresent(pair) == null ? new Key(login, null) : pair;
        requireOpen(account, limits.perAccount());
        requireOpen(network, limits.perAddress());
        count(account, 1);
        count(network, 1);
        return new Attempt(account, network, pair);
    }

    /** Remembers an address as one where an account is at home. */
    void trust(String login, String address) {
        familiar.put(new Key(login, Networks.of(address)), true);
    }

    /** A try under way. */
    final class Attempt {
        private final Key account;
        private final Key network;
        private final Key pair;

        private Attempt(Key account, Key network, Key pair) {
            this.account = account;
            this.network = network;
            this.pair = pair;
        }

        /** The password was right: the account starts anew, the address is spared this one. */
        void succeed() {
            failures.invalidate(account);
            count(network, -1);
            familiar.put(pair, true);
        }

        /** Nothing was learnt about the password: it does not count. */
        void withdraw() {
            count(account, -1);
            count(network, -1);
        }
    }

    private void requireOpen(Key key, Backoff backoff) {
        Failures known = known(key);
        Duration wait = Duration.between(clock.instant(), known.last().plus(backoff.after(known.count())));
        if (wait.compareTo(Duration.ZERO) > 0) {
            throw Failure.rateLimited((int) wait.plusMillis(999).toSeconds());
        }
    }

    private void count(Key key, int more) {
        Failures known = known(key);
        int count = Math.max(0, known.count() + more);
        failures.put(key, new Failures(count, more > 0 ? clock.instant() : known.last()));
    }

    private Failures known(Key key) {
        Failures known = failures.getIfPresent(key);
        return known == null ? Failures.NONE : known;
    }
}
