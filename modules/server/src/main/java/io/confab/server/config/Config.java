package io.confab.server.config;

import io.confab.contract.account.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that was set, read once and checked.
 *
 * @param http where to listen and what to serve
 * @param mysql the database
 * @param redis what joins this node to others
 * @param dataDir where the embedded servers and the generated secret live
 * @param jwtSecret signs access tokens; empty to generate one
 * @param toolTokens how long access tokens live that an operator makes
 * @param lobby slug of the group every new user enters; empty for none
 * @param access who comes in with a name alone
 * @param rate limits of traffic
 * @param log what is written to files
 */
public record Config(
        Http http,
        Mysql mysql,
        Redis redis,
        Path dataDir,
        Optional<String> jwtSecret,
        Duration toolTokens,
        String lobby,
        Access access,
        boolean isBcrypt,
        Rate rate,
        Log log) {

    /** Where to listen and what to serve. */
    public record Http(
            String host,
            int port,
            Path webroot,
            List<String> origins,
            boolean metricsPublic,
            List<String> proxies,
            List<String> hosts,
            Duration drainDelay) {

        /** Whether only this machine reaches it. */
        public boolean isLoopback() {
            return host.startsWith("127.") || Set.of("localhost", "::1").contains(host);
        }
    }

    /** The database; without a URI an embedded one is started. */
    public record Mysql(Optional<String> uri, int pool, boolean allowLossy) {

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Mysql[uri=***, pool=" + pool + "]";
        }
    }

    /**
     * What joins this node to others.
     *
     * @param uri {@code redis[s]://user:password@host:port,host:port/database}, what is not given left out, several hosts
     *     being a cluster; empty when none is configured
     * @param channelPrefix what the names of a group's channel, hash and set begin with
     * @param messagePrefix what the name of a group's stream begins with
     */
    public record Redis(Optional<String> uri, String channelPrefix, String messagePrefix) {

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Redis[uri=***, channelPrefix=" + channelPrefix + ", messagePrefix=" + messagePrefix + "]";
        }
    }

    /**
     * Limits of traffic.
     *
     * @param session commands per second of one WebSocket session
     * @param user commands or requests per second of one user
     * @param registrations accounts that one address may make at once
     */
    public record Rate(int session, int user, int registrations) {}

    /**
     * What is written to files.
     *
     * @param dir their folder; empty for the console alone
     * @param withTexts whether they hold what messages say
     */
    public record Log(Optional<Path> dir, boolean withTexts) {}

    static Config of(Values values) {
        Config config = unchecked(values);
        config.requireOneSecret();
        return config;
    }

    private static Config unchecked(Values values) {
        Http http = new Http(
                values.of(Settings.HOST),
                values.of(Settings.PORT),
                values.of(Settings.WEBROOT),
                values.of(Settings.CORS_ORIGINS),
                values.of(Settings.METRICS_PUBLIC),
                values.of(Settings.PROXIES),
                values.of(Settings.HOSTS),
                Duration.ofSeconds(values.of(Settings.DRAIN_DELAY)));
        return new Config(
                http,
                new Mysql(
                        values.find(Settings.MYSQL_URI),
                        values.of(Settings.MYSQL_POOL),
                        values.of(Settings.MYSQL_ALLOW_LOSSY)),
                redis(values),
                values.of(Settings.DATA_DIR),
                values.find(Settings.JWT_SECRET),
                Duration.ofHours(values.of(Settings.TOKEN_HOURS)),
                values.of(Settings.LOBBY_GROUP),
                values.find(Settings.ACCESS).orElse(http.isLoopback() ? Access.OPEN : Access.MEMBERS),
                values.of(Settings.PASSWORD_HASH),
                new Rate(
                        values.of(Settings.RATE_SESSION),
                        values.of(Settings.RATE_USER),
                        values.of(Settings.RATE_REGISTRATIONS)),
                log(values));
    }

    private static Log log(Values values) {
        Path dir = values.of(Settings.LOG_DIR);
        return new Log(
                dir.equals(Path.of("none")) ? Optional.empty() : Optional.of(dir), values.of(Settings.LOG_TEXTS));
    }

    /**
     * Who has configured both database and Redis has several nodes in mind, which would generate a secret each. Nodes that
     * share an embedded database share the data directory, and in it the generated secret.
     */
    private void requireOneSecret() {
        if (mysql.uri.isPresent() && redis.uri.isPresent() && jwtSecret.isEmpty()) {
            throw new InvalidConfig(
                    "The setting jwt.secret is needed where both database and Redis are configured: nodes"
                            + " with different secrets refuse each other's tokens; set JWT_SECRET, or JWT_SECRET_FILE, to at least "
                            + Parsers.MIN_SECRET_BYTES
                            + " bytes, the same on all, for instance the output of: openssl rand -base64 48");
        }
    }

    private static Redis redis(Values values) {
        Redis redis = new Redis(
                values.find(Settings.REDIS_URI).or(() -> redisOfParts(values)),
                values.of(Settings.CHANNEL_PREFIX),
                values.of(Settings.MESSAGE_PREFIX));
        if (redis.channelPrefix.equals(redis.messagePrefix)) {
            throw new InvalidConfig("The settings redis.channel_prefix and redis.message_prefix must differ,"
                    + " or a group's hash and stream would have one name");
        }
        return redis;
    }

    private static Optional<String> redisOfParts(Values values) {
        try {
            return RedisUris.ofParts(
                    values.find(Settings.REDIS_HOST),
                    values.find(Settings.REDIS_PORT),
                    values.find(Settings.REDIS_DB),
                    values.find(Settings.REDIS_PASSWORD));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfig(
                    "The settings redis.host, redis.port and redis.db must together be such as " + e.getMessage());
        }
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "Config[" + http + ", " + mysql + ", " + redis + ", dataDir=" + dataDir + "]";
    }
}
