package io.confab.bench.target;

import io.confab.testkit.OwnServer;
import io.confab.testkit.RedisCommand;
import io.confab.testkit.Services;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.fault.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Two servers on the database of a {@link Launch}, joined by a Redis of their own. */
public final class TwoNodes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Launch launch;
    private final OwnServer redis = Services.ownRedis();
    private final List<ServerProcess> nodes;

    private TwoNodes(Launch launch) {
        this.launch = launch;
        nodes = List.of(launch.node(redis.uri()), launch.node(redis.uri()));
    }

    static TwoNodes start(Launch launch) {
        TwoNodes both = new TwoNodes(launch);
        both.nodes.forEach(node -> node.start(PATIENCE));
        return both;
    }

    /** The one that the scenarios send on. */
    public Target one() {
        return launch.target(nodes.get(0));
    }

    /** The one that the scenarios hear on. */
    public Target two() {
        return launch.target(nodes.get(1));
    }

    /** What joins them, to be taken away. */
    public OwnServer redis() {
        return redis;
    }

    /** CPU seconds that Redis has used, by its own {@code INFO cpu}: those of the thread that does all the work. */
    public double redisCpu() {
        try {
            return RedisCommand.run(redis.uri(), "INFO", "cpu")
                    .lines()
                    .filter(line ->
                            line.startsWith("used_cpu_sys_main_thread") || line.startsWith("used_cpu_user_main_thread"))
                    .mapToDouble(line -> Double.parseDouble(
                            line.substring(line.indexOf(':') + 1).strip()))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A figure of {@code /metrics}, the sum over both nodes. */
    public double figure(String name) {
        return nodes.stream().mapToDouble(node -> figure(node, name)).sum();
    }

    private static double figure(ServerProcess node, String name) {
        return new RestClient(node.uri())
                .call("GET", "/metrics", null, null)
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Stops both and Redis; the launch's one server runs again afterwards. */
    @Override
    public void close() {
        try {
            nodes.forEach(node -> node.stop(PATIENCE));
        } finally {
            nodes.forEach(ServerProcess::close);
            redis.close();
            launch.start();
        }
    }
}
