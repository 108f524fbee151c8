package io.confab.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.embedded.EmbeddedMariaDb;
import io.confab.embedded.MariaDbOptions;
import io.confab.testkit.Jdbc;
import io.confab.testkit.Trees;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import io.confab.testkit.fault.ClientLog;
import io.confab.testkit.fault.LogChecker;
import io.confab.testkit.fault.RetryingClient;
import io.confab.testkit.fault.ServerProcess;
import io.confab.testkit.fault.StoredLog;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A server as a process of its own under the load of clients that retry, and the verdict on what they were told. What
 * happens in between is the test's.
 */
public final class Trial implements AutoCloseable {

    /** How long a server may take to start, to stop, or to catch up. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SECRET = "a secret of the tests that is long enough";
    private static final List<Long> PUBLIC_GROUPS = List.of(1L, 2L, 3L);

    private final Supplier<String> mysqlUri;
    private final ServerProcess server;
    private final Runnable end;
    private final NativeClients clients = new NativeClients();
    private final List<RetryingClient> load = new ArrayList<>();
    private int registered;

    private Trial(Supplier<String> mysqlUri, ServerProcess server, Runnable end) {
        this.mysqlUri = mysqlUri;
        this.server = server;
        this.end = end;
    }

    /** A server on this database, started. */
    public static Trial start(String mysqlUri, String name) throws IOException {
        ServerProcess server = server(Map.of("MYSQL_URI", mysqlUri), name);
        server.start(PATIENCE);
        return new Trial(() -> mysqlUri, server, server::close);
    }

    /** A server as one command starts it, with a fresh database of its own below its working directory; started. */
    public static Trial startWithItsOwnDatabase(String name) throws IOException {
        Path data = Path.of("target", "trial", name, "data").toAbsolutePath();
        Trees.delete(data);
        Map<String, String> settings = Map.of(
                "CONFAB_DATA_DIR", data.toString(),
                // set by whoever runs the tests on a server of his own; blank counts as not set
                "MYSQL_URI", "",
                "DATABASE_URL", "",
                "REDIS_URI", "",
                "REDIS_URL", "");
        ServerProcess server = server(settings, name);
        server.start(PATIENCE);
        return new Trial(() -> uriOf(data.resolve("mariadb")), server, () -> {
            server.stop(PATIENCE);
            Trees.delete(data);
        });
    }

    /** Who joins and leaves again while the server runs stops nothing. */
    private static String uriOf(Path directory) {
        try (EmbeddedMariaDb joined = EmbeddedMariaDb.start(MariaDbOptions.in(directory), line -> {})) {
            return joined.uri();
        }
    }

    private static ServerProcess server(Map<String, String> settings, String name) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "trial", name));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("JWT_SECRET", SECRET);
        environment.put("CONFAB_RATE_REGISTRATIONS", "1000");
        environment.put("CONFAB_RATE_SESSION", "100000");
        environment.put("CONFAB_RATE_USER", "100000");
        return ServerProcess.ofMain("io.confab.server.Main", environment, directory);
    }

    /** The server, to be killed and started again. */
    public ServerProcess server() {
        return server;
    }

    /** Opens sockets to it. */
    public NativeClients clients() {
        return clients;
    }

    /** Calls its HTTP API. */
    public RestClient rest() {
        return new RestClient(server.uri());
    }

    /** Registers somebody who is a member of the three public groups. */
    public Person member(String name) {
        Person person = rest().register(name);
        PUBLIC_GROUPS.forEach(group -> rest().call("POST", "/api/v1/groups/" + group + "/join", person.token(), "{}"));
        return person;
    }

    /** Starts clients that send to the three public groups until {@link #verdict}. */
    public void load(int count, int inFlight, long pauseMillis) {
        for (int i = 0; i < count; i++) {
            Person person = member("client " + ++registered);
            load.add(new RetryingClient(
                    clients,
                    server::uri,
                    new RetryingClient.Plan(
                            "client " + registered,
                            person.userId(),
                            person::token,
                            PUBLIC_GROUPS,
                            inFlight,
                            pauseMillis)));
        }
        load.forEach(RetryingClient::start);
    }

    /** Ends the load, lets everybody catch up, and holds every client's log against the database. */
    public void verdict() throws Exception {
        Future.all(load.stream().map(RetryingClient::stopSending).toList())
                .await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        StoredLog stored = stored();
        List<Future<ClientLog>> finished =
                load.stream().map(client -> client.finish(stored.heads())).toList();
        Future.all(finished).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        List<ClientLog> logs = finished.stream().map(Future::result).toList();
        assertThat(LogChecker.findings(stored, logs)).isEmpty();
        assertThat(logs.stream().mapToInt(log -> log.acks().size()).sum())
                .as("acknowledged sends")
                .isGreaterThan(load.size());
        load.clear();
    }

    /** What is stored now. */
    public StoredLog stored() throws SQLException {
        return StoredLog.read(mysqlUri.get());
    }

    /** Somebody else's connection to the database. */
    public Connection connect() throws SQLException {
        return Jdbc.connect(mysqlUri.get());
    }

    @Override
    public void close() {
        clients.close();
        end.run();
    }
}
