package io.confab.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was set, read once and checked.
 *
 * @param http where to listen and what to serve
 * @param mysql the database
 * @param dataDir where the embedded database and the generated secret live
 * @param jwtSecret signs access tokens; empty to generate one
 * @param lobby slug of the group every new user enters; empty for none
 * @param rate limits of traffic
 */
public record Config(Http http, Mysql mysql, Path dataDir, Optional<String> jwtSecret, String lobby, Rate rate) {

    /** Where to listen and what to serve. */
    public record Http(
            String host, int port, Path webroot, List<String> origins, boolean metricsPublic, List<String> proxies) {}

    /** The database; without a URI an embedded one is started. */
    public record Mysql(Optional<String> uri, int pool, boolean allowLossy) {

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Mysql[uri=***, pool=" + pool + "]";
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

    static Config of(Values values) {
        return new Config(
                new Http(
                        values.of(Settings.HOST),
                        values.of(Settings.PORT),
                        values.of(Settings.WEBROOT),
                        values.of(Settings.CORS_ORIGINS),
                        values.of(Settings.METRICS_PUBLIC),
                        values.of(Settings.PROXIES)),
                new Mysql(
                        values.find(Settings.MYSQL_URI),
                        values.of(Settings.MYSQL_POOL),
                        values.of(Settings.MYSQL_ALLOW_LOSSY)),
                values.of(Settings.DATA_DIR),
                values.find(Settings.JWT_SECRET),
                values.of(Settings.LOBBY_GROUP),
                new Rate(
                        values.of(Settings.RATE_SESSION),
                        values.of(Settings.RATE_USER),
                        values.of(Settings.RATE_REGISTRATIONS)));
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "Config[" + http + ", " + mysql + ", dataDir=" + dataDir + "]";
    }
}
