package io.confab.server;

import io.confab.contract.Failure;
import io.confab.embedded.EmbeddedMariaDb;
import io.confab.embedded.EmbeddedRedis;
import io.confab.embedded.MariaDbOptions;
import io.confab.embedded.RedisOptions;
import io.confab.server.config.Config;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The servers below a node: those that are configured, or private ones, which are started here or joined, and stopped with
 * the last node that uses them.
 *
 * @param mysqlUri the database
 * @param redisUri what joins nodes; empty for a node that runs alone
 * @param mayBeShared whether other nodes may use them too
 * @param stop leaves the private ones
 */
record Servers(String mysqlUri, Optional<String> redisUri, boolean mayBeShared, Runnable stop)
        implements AutoCloseable {

    /**
     * Opens them, and says so where that takes a while.
     *
     * <p>A private Redis comes with a private database only: who has a database of his own and names no Redis runs one node.
     */
    static Servers open(Config config, DataDirectory data, Consumer<String> progress) {
        Optional<String> redisUri = config.redis().uri();
        return config.mysql()
                .uri()
                .map(uri -> new Servers(uri, redisUri, redisUri.isPresent(), () -> {}))
                .orElseGet(() -> embedded(redisUri, data, progress));
    }

    @Override
    public void close() {
        stop.run();
    }

    private static Servers embedded(Optional<String> redisUri, DataDirectory data, Consumer<String> progress) {
        if (!areEmbeddedHere()) {
            throw new Refusal("no database is configured; set MYSQL_URI=mysql://user:password@host:3306/database");
        }
        return Embedded.start(redisUri, data.require(), progress);
    }

    /** The production jar is built without the module that knows how to start servers. */
    private static boolean areEmbeddedHere() {
        return Servers.class.getClassLoader().getResource("io/confab/embedded/EmbeddedMariaDb.class") != null;
    }

    /** Loaded only where the module is there. */
    private static final class Embedded {

        private Embedded() {}

        static Servers start(Optional<String> redisUri, Path data, Consumer<String> progress) {
            EmbeddedMariaDb mariaDb = EmbeddedMariaDb.start(MariaDbOptions.in(data.resolve("mariadb")), progress);
            if (redisUri.isPresent() || !isRedisPossible(progress)) {
                Watch watch = Watch.over(progress, mariaDb::mend);
                return new Servers(mariaDb.uri(), redisUri, true, () -> {
                    watch.close();
                    mariaDb.close();
                });
            }
            EmbeddedRedis redis = redis(mariaDb, data, progress);
            Watch watch = Watch.over(progress, mariaDb::mend, redis::mend);
            return new Servers(mariaDb.uri(), Optional.of(redis.uri()), true, () -> {
                watch.close();
                redis.close();
                mariaDb.close();
            });
        }

        private static boolean isRedisPossible(Consumer<String> progress) {
            boolean possible = EmbeddedRedis.isPossible();
            if (!possible) {
                progress.accept("There is no Redis for this system: this node hears others through the database");
            }
            return possible;
        }

        private static EmbeddedRedis redis(EmbeddedMariaDb mariaDb, Path data, Consumer<String> progress) {
            try {
                return EmbeddedRedis.start(RedisOptions.in(data.resolve("redis")), progress);
            } catch (Failure refused) {
                mariaDb.close();
                throw refused;
            }
        }
    }
}
