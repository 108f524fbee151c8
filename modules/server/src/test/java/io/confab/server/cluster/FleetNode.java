package io.confab.server.cluster;

import io.confab.testkit.fault.ServerProcess;
import io.confab.testkit.fault.Signal;
import io.confab.testkit.fault.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One node of a {@link Fleet}, with the network between it and what it depends on in the hands of the test. */
final class FleetNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TcpProxy mysql;
    private final TcpProxy redis;
    private final ServerProcess process;

    private FleetNode(TcpProxy mysql, TcpProxy redis, ServerProcess process) {
        this.mysql = mysql;
        this.redis = redis;
        this.process = process;
    }

    /** A node that is not started yet. */
    static FleetNode prepare(String mysqlUri, String redisUri, String secret) throws IOException {
        TcpProxy mysql = TcpProxy.to(mysqlUri);
        boolean isCluster = redisUri.contains(",");
        TcpProxy redis = isCluster ? null : TcpProxy.to(redisUri);
        Path directory = Files.createDirectories(Path.of("target", "fleet"));
        ServerProcess process = ServerProcess.ofMain(
                "io.confab.server.Main",
                Map.of(
                        "MYSQL_URI",
                        mysql.uri(),
                        "REDIS_URI",
                        isCluster ? redisUri : redis.uri(),
                        "JWT_SECRET",
                        secret,
                        "CONFAB_RATE_REGISTRATIONS",
                        "1000",
                        "CONFAB_RATE_SESSION",
                        "100000",
                        "CONFAB_RATE_USER",
                        "100000"),
                directory);
        return new FleetNode(mysql, redis, process);
    }

    TcpProxy mysql() {
        return mysql;
    }

    /** What stands between it and Redis; null before a cluster. */
    TcpProxy redis() {
        return redis;
    }

    URI uri() {
        return process.uri();
    }

    void start() {
        process.start(PATIENCE);
    }

    void kill() {
        process.kill();
    }

    /** SIGTERM, and waits until it is gone; its exit code. */
    int stop() {
        return process.stop(PATIENCE);
    }

    void freeze() {
        Signal.STOP.send(process.pid());
    }

    void thaw() {
        Signal.CONT.send(process.pid());
    }

    /** Everything it printed. */
    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
        mysql.close();
        if (redis != null) {
            redis.close();
        }
    }
}
