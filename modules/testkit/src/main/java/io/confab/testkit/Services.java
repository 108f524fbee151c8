package io.confab.testkit;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real services that tests run on.
 *
 * <p>Which server it is: that of the environment variable {@code MYSQL_URI} or {@code REDIS_URI} if it is set; with
 * {@code -Dservices=docker} a container; else one that this JVM starts below the module's {@code target} and stops when it
 * exits. The log says which.
 */
public final class Services {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private Services() {}

    /**
     * The URI of a new, empty database of its own name, with an account that may do anything in it.
     *
     * <p>It is dropped when this JVM exits. All databases of a JVM are on one server: a test that stops or slows it takes
     * {@link #ownMysql()} instead.
     */
    public static String mysql() {
        return Shared.MYSQL.createDatabase();
    }

    /** A server for one test alone, to be paused, killed and restarted at will; {@code MYSQL_URI} is not used for it. */
    public static OwnServer ownMysql() {
        OwnServer own = wantsContainers() ? ContainerServer.mysql() : ProcessServer.mysql(ownDirectory());
        LOG.info("MySQL of one test alone: {}", own);
        atExit(own::close);
        return own;
    }

    /**
     * The URI of a Redis that all tests of this JVM share: a test keeps to prefixes of its own, and one that stops it, slows
     * it or empties it takes {@link #ownRedis()} instead.
     */
    public static String redis() {
        return SharedRedis.URI;
    }

    /** A Redis for one test alone, to be paused, killed and restarted at will; {@code REDIS_URI} is not used for it. */
    public static OwnServer ownRedis() {
        OwnServer own = wantsContainers() ? ContainerServer.redis() : ProcessServer.redis(ownDirectory());
        LOG.info("Redis of one test alone: {}", own);
        atExit(own::close);
        return own;
    }

    private static Path ownDirectory() {
        return Path.of("target", "services", "own-" + Names.unique());
    }

    /** Of this JVM alone: tests in another would meet these in Redis, whose names are theirs too. */
    private static Path shared(String name) {
        return Path.of("target", "services", name + "-" + System.getProperty("confab.fork", "1"));
    }

    private static boolean wantsContainers() {
        return System.getProperty("services", "").equals("docker");
    }

    private static void atExit(Runnable work) {
        Runtime.getRuntime().addShutdownHook(new Thread(work, "services-stop"));
    }

    /** Started by the first test that asks. */
    private static final class SharedRedis {

        static final String URI = start();

        private static String start() {
            String given = System.getenv("REDIS_URI");
            if (given != null && !given.isBlank()) {
                LOG.info("Redis of these tests: REDIS_URI, Redis {}", RedisCommand.version(given));
                return given;
            }
            OwnServer own = wantsContainers() ? ContainerServer.redis() : ProcessServer.redis(shared("redis"));
            LOG.info("Redis of these tests: {}, Redis {}", own, RedisCommand.version(own.uri()));
            atExit(wantsContainers() ? own::close : own::stop);
            return own.uri();
        }
    }

    /** Started by the first test that asks. */
    private static final class Shared {

        static final MysqlServer MYSQL = start();

        private static MysqlServer start() {
            String uri = System.getenv("MYSQL_URI");
            return uri != null && !uri.isBlank() ? given(uri) : started();
        }

        private static MysqlServer given(String uri) {
            MysqlServer server = MysqlServer.at(uri);
            LOG.info("MySQL of these tests: MYSQL_URI, {} at {}", server.version(), server.address());
            atExit(server::dropDatabases);
            return server;
        }

        private static MysqlServer started() {
            OwnServer own = wantsContainers() ? ContainerServer.mysql() : ProcessServer.mysql(shared("mariadb"));
            MysqlServer server = MysqlServer.at(own.uri());
            LOG.info("MySQL of these tests: {}, {} at {}", own, server.version(), server.address());
            atExit(wantsContainers() ? own::close : () -> stop(server, own));
            return server;
        }

        /** Keeps the files: the next start takes half the time, and another JVM may be using them. */
        private static void stop(MysqlServer server, OwnServer own) {
            server.dropDatabases();
            own.stop();
        }
    }
}
