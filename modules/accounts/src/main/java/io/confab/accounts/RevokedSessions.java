package io.confab.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.contract.Bus;
import io.confab.contract.UserEvent;
import io.confab.contract.account.LoadRevoked;
import io.confab.contract.account.SessionsRevoked;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions whose access tokens are refused although they have not expired; remembered for as long as such a token lives.
 *
 * <p>They are heard of on the bus, from this node and by the bridge from others; what was missed is found in the database
 * by a sweep, and told as if it had come by the bus. To be used from one context.
 */
final class RevokedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(RevokedSessions.class);
    /** How long a revocation may be under way: clocks and the transaction that stores it. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Bus bus;
    private final Duration ttl;
    private final Cache<Long, Boolean> ids;
    private Instant sweptAt = Instant.now();

    RevokedSessions(Bus bus, Duration longestTtl) {
        this.bus = bus;
        ttl = longestTtl.plus(MARGIN);
        ids = Caffeine.newBuilder().expireAfterWrite(ttl.plus(MARGIN)).build();
    }

    boolean contains(long sessionId) {
        return ids.getIfPresent(sessionId) != null;
    }

    /** Refuses sessions from now on and tells everybody who keeps a socket of one. */
    void announce(SessionsRevoked revoked) {
        if (!revoked.sessionIds().isEmpty()) {
            remember(revoked);
            bus.announce(UserEvent.class, revoked);
        }
    }

    void hear(UserEvent event) {
        if (event instanceof SessionsRevoked revoked) {
            remember(revoked);
        }
    }

    /** Learns what was revoked before this node started; until then nobody may be let in. */
    Future<Void> load() {
        return revokedWithin(ttl)
                .onSuccess(found -> found.forEach(this::remember))
                .mapEmpty();
    }

    /** Learns what was revoked since the last sweep that succeeded. */
    void sweep() {
        Instant now = Instant.now();
        Duration missed = Duration.between(sweptAt, now).plus(MARGIN);
        revokedWithin(missed.compareTo(ttl) < 0 ? missed : ttl)
                .onSuccess(found -> {
                    sweptAt = now;
                    found.stream().filter(this::isNews).forEach(this::announce);
                })
                .onFailure(cause -> LOG.debug("No sweep for revoked sessions: {}", cause.getMessage()));
    }

    private Future<List<SessionsRevoked>> revokedWithin(Duration time) {
        return bus.ask(new LoadRevoked(time));
    }

    private boolean isNews(SessionsRevoked revoked) {
        return !ids.asMap().keySet().containsAll(revoked.sessionIds());
    }

    private void remember(SessionsRevoked revoked) {
        revoked.sessionIds().forEach(id -> ids.put(id, true));
    }
}
