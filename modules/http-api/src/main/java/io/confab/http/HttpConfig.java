package io.confab.http;

import io.confab.contract.account.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What an operator may set.
 *
 * @param corsOrigins origins of pages on other hosts that may use the API with credentials, as browsers send them; {@code
 *     *} is refused
 * @param proxies addresses of the proxies in front; only from them are {@code X-Forwarded-For} and {@code
 *     X-Forwarded-Proto} believed, and only their last hop
 * @param hosts names under which the server may be asked, beside IP addresses and localhost; empty for any
 * @param webroot the folder of the page; null for the one in the jar
 * @param metricsPublic whether everybody may read {@code /metrics}; otherwise direct loopback connections only
 * @param bodyWithin how long the body of a request may take to arrive
 * @param perUser how often one user may use the API, counted on each event loop
 * @param perAddress how often one address (of IPv6: one /64 network) may use the API, counted on each event loop
 * @param access who comes in with a name alone
 */
public record HttpConfig(
        List<String> corsOrigins,
        Set<String> proxies,
        Set<String> hosts,
        Path webroot,
        boolean metricsPublic,
        Duration bodyWithin,
        Rate perUser,
        Rate perAddress,
        Access access) {

    /** Same host only, no proxy, any name, the page of the jar, metrics on loopback, generous rates, no guests. */
    public static final HttpConfig STANDARD = new HttpConfig(
            List.of(),
            Set.of(),
            Set.of(),
            null,
            false,
            Duration.ofSeconds(10),
            new Rate(50, 200),
            new Rate(200, 1_000),
            Access.MEMBERS);

    /** Refuses what cannot be meant, with one sentence. */
    public HttpConfig {
        corsOrigins = List.copyOf(corsOrigins);
        proxies = Set.copyOf(proxies);
        hosts = Set.copyOf(hosts);
        if (corsOrigins.contains("*")) {
            throw new IllegalArgumentException(
                    "CORS_ORIGINS must list origins; * would let every page act for its visitor");
        }
    }

    /**
     * A steady rate with room for bursts.
     *
     * @param perSecond how many a second for ever; 0 for no limit
     * @param burst how many at once after a pause
     */
    public record Rate(int perSecond, int burst) {
        /** Refuses a rate that would let nobody in. */
        public Rate {
            if (perSecond < 0 || burst < 1) {
                throw new IllegalArgumentException("A rate needs at least 0 a second and a burst of at least 1");
            }
        }
    }
}
