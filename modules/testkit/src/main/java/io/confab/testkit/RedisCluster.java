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
import java.util.stream.IntStream;

/** Three masters and a replica of each, with a password, on this machine; made of the same program as every test's Redis. */
public final class RedisCluster implements AutoCloseable {

    /** How many masters it begins with: the first of its servers. */
    public static final int MASTERS = 3;

    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Within this time two servers have to know each other; a busy machine needs more than a failover may take. */
    private static final String HANDSHAKE_MILLIS = "5000";

    private static final String FAILOVER_MILLIS = "1000";

    private static final String PASSWORD = "a password / with @ signs";
    private static final String ENCODED = "a%20password%20%2F%20with%20%40%20signs";

    private final Path directory = Path.of("target", "services", "cluster-" + UUID.randomUUID());
    private final List<Server> servers = new ArrayList<>();

    private record Server(int port, int bus, Process process) {}

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
            int number = i;
            servers.add(start(program));
            await(() -> answers(number, program));
        }
        for (int i = 0; i < MASTERS; i++) {
            int first = i * SLOTS / MASTERS;
            int last = (i + 1) * SLOTS / MASTERS - 1;
            run(i, "CLUSTER", "ADDSLOTSRANGE", Integer.toString(first), Integer.toString(last));
        }
        await(this::haveMet);
        for (int i = MASTERS; i < servers.size(); i++) {
            int replica = i;
            String master = id(i - MASTERS);
            await(() -> tried("OK", replica, "CLUSTER", "REPLICATE", master));
        }
        await(this::isWhole);
        for (int i = 0; i < servers.size(); i++) {
            run(i, "CONFIG", "SET", "cluster-node-timeout", FAILOVER_MILLIS);
        }
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

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("There is no Redis Cluster within " + PATIENCE + "\n" + state());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Whether the first knows all; those it does not know it is told of again, as a handshake may have failed. */
    private boolean haveMet() {
        try {
            String known = run(0, "CLUSTER", "NODES");
            boolean all = true;
            for (Server server : servers.subList(1, servers.size())) {
                if (known.lines().noneMatch(line -> line.contains(":" + server.port + "@"))) {
                    run(0, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(server.port), Integer.toString(server.bus));
                    all = false;
                }
            }
            return all && !known.contains("handshake");
        } catch (IOException notYet) {
            return false;
        }
    }

    private String state() {
        return IntStream.range(0, servers.size()).mapToObj(this::state).collect(Collectors.joining("\n"));
    }

    private String state(int server) {
        Process process = servers.get(server).process;
        if (!process.isAlive()) {
            return server + " ended with " + process.exitValue();
        }
        try {
            return server + ":\n" + run(server, "CLUSTER", "NODES");
        } catch (IOException silent) {
            return server + " is silent: " + silent;
        }
    }

    /** Whether a server answers; one that ended, as somebody took its port, is started anew. */
    private boolean answers(int number, String program) {
        try {
            if (!servers.get(number).process.isAlive()) {
                servers.set(number, start(program));
            }
            return run(number, "PING").equals("PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    private Server start(String program) throws IOException {
        int port = Ports.free();
        int bus = Ports.free();
        Path own = Files.createDirectory(directory.resolve(Integer.toString(port)));
        List<String> command = new ArrayList<>(List.of(program, "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", own.toString()));
        command.addAll(List.of("--cluster-enabled", "yes", "--cluster-port", Integer.toString(bus)));
        command.addAll(List.of("--cluster-node-timeout", HANDSHAKE_MILLIS, "--cluster-require-full-coverage", "no"));
        command.addAll(List.of("--repl-diskless-sync-delay", "0", "--cluster-replica-validity-factor", "0"));
        command.addAll(List.of("--requirepass", PASSWORD, "--masterauth", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("log").toFile())
                .start();
        return new Server(port, bus, process);
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
