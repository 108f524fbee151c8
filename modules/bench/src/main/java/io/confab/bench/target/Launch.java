package io.confab.bench.target;

import io.confab.embedded.EmbeddedMariaDb;
import io.confab.embedded.MariaDbOptions;
import io.confab.testkit.fault.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Starts the database and the server jar for a run, with limits that let one user send as fast as it goes; durability and
 * everything else are the defaults.
 */
public final class Launch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String secret = UUID.randomUUID() + "-" + UUID.randomUUID();
    private final EmbeddedMariaDb database;
    private final Path jar;
    private final Path directory;
    private final List<String> arguments;
    private final ServerProcess server;

    private Launch(EmbeddedMariaDb database, List<String> javaOptions, Path jar, Path directory) {
        this.database = database;
        this.jar = jar.toAbsolutePath();
        this.directory = directory;
        arguments = new ArrayList<>(javaOptions);
        arguments.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        server = node("");
    }

    /** A server on the database, not started yet; alone when there is no address of a Redis. */
    ServerProcess node(String redisUri) {
        Map<String, String> settings = Map.of(
                "MYSQL_URI",
                database.uri(),
                "REDIS_URI",
                redisUri,
                "JWT_SECRET",
                secret,
                "CONFAB_RATE_SESSION",
                "1000000",
                "CONFAB_RATE_USER",
                "1000000");
        return ServerProcess.of(arguments, settings, directory);
    }

    /** Two nodes in the place of the one server, which is back when they are closed. */
    public TwoNodes twoNodes() {
        stop();
        return TwoNodes.start(this);
    }

    /**
     * Starts the database; the server follows with {@link #start}.
     *
     * @param javaOptions for the server's JVM
     * @param jar the server
     * @param directory of the run: the database's data, the server's log; made when absent
     */
    public static Launch prepare(List<String> javaOptions, Path jar, Path directory) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("There is no " + jar + "; build it with: mvn package -DskipTests");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EmbeddedMariaDb database =
                EmbeddedMariaDb.start(MariaDbOptions.in(directory.resolve("mariadb")), System.err::println);
        return new Launch(database, javaOptions, jar, directory);
    }

    /** Starts the server, or starts it again after {@link #stop}; returns how long it took to be ready. */
    public Duration start() {
        return server.start(PATIENCE);
    }

    /** Stops the server in an orderly way and leaves the database running. */
    public void stop() {
        server.stop(PATIENCE);
    }

    /**
     * The server of the one-command start, not started yet: it brings its own database, whose data are not there yet.
     *
     * <p>The module that does so is on this tool's class path; {@code mvn compile exec:java} starts the same classes.
     */
    public ServerProcess withOwnDatabase() {
        Path fresh = directory.resolve("one-command");
        delete(fresh);
        String classPath = jar + File.pathSeparator + System.getProperty("java.class.path");
        return ServerProcess.of(
                List.of("-cp", classPath, "io.confab.server.Main"),
                Map.of("CONFAB_DATA_DIR", fresh.toAbsolutePath().toString()),
                directory);
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server and its database, while it runs. */
    public Target target() {
        return target(server);
    }

    Target target(ServerProcess node) {
        return new Target(node.uri(), node.pid(), Optional.of(database.process().pid()), database.uri(), secret);
    }

    /** Stops both; the server in an orderly way, so that it writes what it recorded. */
    @Override
    public void close() {
        try (ServerProcess stopping = server) {
            stopping.stop(PATIENCE);
        } finally {
            database.close();
        }
    }
}
