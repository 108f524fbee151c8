package io.confab.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Three masters and a replica of each, with a password, on this machine; made of the same program as every test's Redis. */
public final class RedisCluster implements AutoCloseable {

    /** How many masters it begins with: the first of its servers. */
    public static final int MASTERS = 3;

    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String PASSWORD = "a password / with @ signs";
    private static final String ENCODED = "a%20password%20%2F%20with%20%40%20signs";

    private final Path directory = Path.of("target", "services", "cluster-" + UUID.randomUUID());
    private final List<Server> servers = new ArrayList<>();

    private record Server(int port, Process process) {}

    /** A cluster that takes commands. */
    public static RedisCluster launch() throws IOException {
        RedisCluster cluster = new RedisCluster();
        try {
            cluster.make();
        } catch (IOException | AssertionError notMade) {
            cluster.close();
            throw notMade;
        }
        return cluster;
    }

    private RedisCluster() throws IOException {
        Files.createDirectories(directory);
        // also when nobody closes it
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> servers.forEach(server -> server.process.destroyForcibly()), "cluster-stop"));
    }

    private void make() throws IOException {
        String program = RedisProgram.path();
        for (int i = 0; i < 2 * MASTERS; i++) {
            int started = start(program);
            await(() -> tried("PONG", started, "PING"));
        }
        for (int i = 0; i < MASTERS; i++) {
            int first = i * SLOTS / MASTERS;
            int last = (i + 1) * SLOTS / MASTERS - 1;
            run(i, "CLUSTER", "ADDSLOTSRANGE", Integer.toString(first), Integer.toString(last));
        }
        for (int i = 1; i < servers.size(); i++) {
            int port = servers.get(i).port;
            String bus = run(i, "CONFIG", "GET", "cluster-port").replaceFirst("(?s)^.*\n", "");
            run(0, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(port), bus);
        }
        for (int i = MASTERS; i < servers.size(); i++) {
            int replica = i;
            String master = id(i - MASTERS);
            await(() -> tried("OK", replica, "CLUSTER", "REPLICATE", master));
        }
        await(this::isWhole);
    }

    /** Its address: of two servers only, the others must be found. */
    public String uri() {
        return "redis://:" + ENCODED + "@127.0.0.1:" + servers.get(0).port + ",127.0.0.1:" + servers.get(1).port;
    }

    /** The master of a slot when the cluster was made. */
    public int master(int slot) {
        return slot * MASTERS / SLOTS;
    }

    /** Which slot a key is in, as the cluster says. */
    public int slot(String key) throws IOException {
        return Integer.parseInt(run(servers.size() - 1, "CLUSTER", "KEYSLOT", key));
    }

    /** Runs a command on a server, by its number: masters come first, in the order of their slots, then their replicas. */
    public String run(int server, String... words) throws IOException {
        return RedisCommand.run("redis://:" + ENCODED + "@127.0.0.1:" + servers.get(server).port, words);
    }

    /** Moves an empty or full slot as {@code redis-cli --cluster reshard} does. */
    public void move(int slot, int from, int to) throws IOException {
        String number = Integer.toString(slot);
        run(to, "CLUSTER", "SETSLOT", number, "IMPORTING", id(from));
        run(from, "CLUSTER", "SETSLOT", number, "MIGRATING", id(to));
        for (String key : run(from, "CLUSTER", "GETKEYSINSLOT", number, "100").split("\n", -1)) {
            if (!key.isEmpty()) {
                run(
                        from,
                        "MIGRATE",
                        "127.0.0.1",
                        Integer.toString(servers.get(to).port),
                        key,
                        "0",
                        "5000",
                        "AUTH",
                        PASSWORD);
            }
        }
        run(to, "CLUSTER", "SETSLOT", number, "NODE", id(to));
        for (int i = 0; i < MASTERS; i++) {
            run(i, "CLUSTER", "SETSLOT", number, "NODE", id(to));
        }
    }

    /** {@code kill -9} of a server. */
    public void kill(int server) {
        servers.get(server).process.destroyForcibly();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.process.destroyForcibly());
        servers.forEach(server -> server.process.onExit().join());
        Trees.delete(directory);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("There is no Redis Cluster within " + PATIENCE);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private int start(String program) throws IOException {
        int port = Ports.free();
        Path own = Files.createDirectory(directory.resolve(Integer.toString(port)));
        List<String> command = new ArrayList<>(List.of(program, "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", own.toString()));
        command.addAll(List.of("--cluster-enabled", "yes", "--cluster-port", Integer.toString(Ports.free())));
        command.addAll(List.of("--cluster-node-timeout", "1000", "--cluster-require-full-coverage", "no"));
        command.addAll(List.of("--repl-diskless-sync-delay", "0", "--cluster-replica-validity-factor", "0"));
        command.addAll(List.of("--requirepass", PASSWORD, "--masterauth", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("log").toFile())
                .start();
        servers.add(new Server(port, process));
        return servers.size() - 1;
    }

    private String id(int server) throws IOException {
        return run(server, "CLUSTER", "MYID");
    }

    private boolean isWhole() {
        try {
            for (int i = 0; i < servers.size(); i++) {
                String nodes = run(i, "CLUSTER", "NODES");
                boolean knowsAll = nodes.lines()
                                        .filter(line -> line.contains(" connected"))
                                        .count()
                                == servers.size()
                        && nodes.lines().filter(line -> line.contains("slave")).count() == MASTERS;
                boolean follows = i < MASTERS || run(i, "INFO", "replication").contains("master_link_status:up");
                if (!knowsAll || !follows || !run(i, "CLUSTER", "INFO").contains("cluster_state:ok")) {
                    return false;
                }
            }
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean tried(String answer, int server, String... words) {
        try {
            return run(server, words).equals(answer);
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String toString() {
        return servers.stream().map(server -> Integer.toString(server.port)).collect(Collectors.joining(","));
    }
}
