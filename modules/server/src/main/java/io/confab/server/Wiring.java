package io.confab.server;

import io.confab.accounts.AccountsConfig;
import io.confab.contract.Bus;
import io.confab.dialects.Surroundings;
import io.confab.gateway.GatewayConfig;
import io.confab.gateway.session.GatewayStats;
import io.confab.gateway.session.Rate;
import io.confab.gateway.session.SessionLimits;
import io.confab.gateway.socket.SocketLimits;
import io.confab.http.HttpConfig;
import io.confab.http.health.Metrics;
import io.confab.persistence.PersistenceConfig;
import io.confab.redis.BridgeStats;
import io.confab.redis.RedisConfig;
import io.confab.redis.link.Address;
import io.confab.server.config.Config;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** What each module is told of the configuration. */
final class Wiring {

    /** A burst lasts this many seconds at the steady rate. */
    private static final int BURST_SECONDS = 4;

    private Wiring() {}

    static PersistenceConfig persistence(Config config, Servers servers, String secret) {
        return new PersistenceConfig(
                servers.mysqlUri(), config.mysql().pool(), config.mysql().allowLossy(), servers.mayBeShared(), secret);
    }

    /** Every start of a node has a name of its own: what an earlier one left in Redis is not its. */
    static RedisConfig redis(Config config, String redisUri, String database) {
        return new RedisConfig(
                Address.of(redisUri),
                config.redis().channelPrefix(),
                config.redis().messagePrefix(),
                database + ".n"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
                RedisConfig.Limits.STANDARD);
    }

    static AccountsConfig accounts(Config config, String jwtSecret) {
        AccountsConfig defaults = AccountsConfig.defaults(jwtSecret);
        AccountsConfig hashing =
                config.isBcrypt() ? defaults.withHashing(defaults.hashing().withBcrypt()) : defaults;
        AccountsConfig.Limits limits = defaults.limits();
        return hashing.withAccess(defaults.accessTtl(), config.toolTokens())
                .withLimits(new AccountsConfig.Limits(
                        limits.perAccount(),
                        limits.perAddress(),
                        config.rate().registrations(),
                        limits.registrationEvery()));
    }

    static GatewayConfig gateway(Config config) {
        SessionLimits standard = SessionLimits.STANDARD;
        SessionLimits limits = new SessionLimits(
                new Rate(config.rate().session(), BURST_SECONDS * config.rate().session()),
                new Rate(config.rate().user(), BURST_SECONDS * config.rate().user()),
                standard.inFlight(),
                standard.tokenGrace(),
                standard.drainWithin());
        return new GatewayConfig(SocketLimits.STANDARD, limits, config.http().origins());
    }

    static HttpConfig http(Config config) {
        HttpConfig standard = HttpConfig.STANDARD;
        Path webroot = config.http().webroot();
        return new HttpConfig(
                config.http().origins(),
                Set.copyOf(config.http().proxies()),
                hosts(config.http()),
                Files.isDirectory(webroot) ? webroot : null,
                config.http().metricsPublic(),
                standard.bodyWithin(),
                new HttpConfig.Rate(
                        config.rate().user(), BURST_SECONDS * config.rate().user()),
                standard.perAddress(),
                config.access());
    }

    static Surroundings surroundings(Config config, Bus bus, Vertx vertx) {
        return new Surroundings(
                bus,
                vertx,
                config.access(),
                config.lobby(),
                config.http().origins(),
                config.log().withTexts());
    }

    /** A server that only this machine reaches is asked by a foreign name only when a page misuses it. */
    private static Set<String> hosts(Config.Http http) {
        return http.isLoopback() && http.hosts().isEmpty() ? Set.of("localhost") : Set.copyOf(http.hosts());
    }

    /** Puts the counts of the gateways among the figures of the node. */
    static void show(GatewayStats stats, Metrics metrics) {
        metrics.gauge("confab.sessions", "Live sessions", stats.sessions());
        metrics.counter("confab.commands", "Commands received over sockets", stats.commands());
        metrics.counter("confab.refusals", "Commands refused because they came too fast", stats.refusals());
        metrics.counter("confab.deliveries", "Events handed to sessions", stats.deliveries());
        metrics.counter("confab.fills", "Reads of the log for a missing event or a late session", stats.reads());
        metrics.counter("confab.evictions", "Sessions closed because they were too slow", stats.evictions());
    }

    /** Puts the counts of the bridge among the figures of the node. */
    static void show(BridgeStats stats, Metrics metrics) {
        metrics.counter("confab.bridge.published", "Entries that other nodes could hear", stats.published());
        metrics.counter("confab.bridge.unpublished", "Entries other nodes had to read themselves", stats.unpublished());
        metrics.counter("confab.bridge.received", "Entries heard from other nodes", stats.received());
        metrics.counter("confab.bridge.fills", "Reads of a stream for a missing entry", stats.fills());
    }
}
