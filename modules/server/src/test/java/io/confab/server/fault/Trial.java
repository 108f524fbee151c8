package io.confab.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server as a process of its own under the load of clients that retry, and the verdict on what they were told. What
 * happens in between is the test's.
 */
final class Trial implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SECRET = "a secret of the tests that is long enough";
    private static final List<Long> PUBLIC_GROUPS = List.of(1L, 2L, 3L);

    private final String mysqlUri;
    private final ServerProcess server;
    private final NativeClients clients = new NativeClients();
    private final List<RetryingClient> load = new ArrayList<>();

    private Trial(String mysqlUri, ServerProcess server) {
        this.mysqlUri = mysqlUri;
        this.server = server;
    }

    /** A server on this database, started. */
    static Trial start(String mysqlUri, String name) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "trial", name));
        Files.deleteIfExists(directory.resolve("server.log"));
        ServerProcess server = ServerProcess.of(
                List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), "io.confab.server.Main"),
                Map.of(
                        "MYSQL_URI", mysqlUri,
                        "JWT_SECRET", SECRET,
                        "CONFAB_RATE_REGISTRATIONS", "1000",
                        "CONFAB_RATE_SESSION", "100000",
                        "CONFAB_RATE_USER", "100000"),
                directory);
        server.start(PATIENCE);
        return new Trial(mysqlUri, server);
    }

    ServerProcess server() {
        return server;
    }

    NativeClients clients() {
        return clients;
    }

    RestClient rest() {
        return new RestClient(server.uri());
    }

    /** Starts clients that send to the three public groups until {@link #verdict}. */
    void load(int count, int inFlight, long pauseMillis) {
        RestClient rest = rest();
        for (int i = 0; i < count; i++) {
            Person person = rest.register("client " + i);
            PUBLIC_GROUPS.forEach(
                    group -> rest.call("POST", "/api/v1/groups/" + group + "/join", person.token(), "{}"));
            load.add(new RetryingClient(
                    clients,
                    server.uri(),
                    new RetryingClient.Plan(
                            "client " + i, person.userId(), person::token, PUBLIC_GROUPS, inFlight, pauseMillis)));
        }
        load.forEach(RetryingClient::start);
    }

    /** Ends the load, lets everybody catch up, and holds every client's log against the database. */
    void verdict() throws Exception {
        Future.all(load.stream().map(RetryingClient::stopSending).toList())
                .await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        StoredLog stored = StoredLog.read(mysqlUri);
        List<Future<ClientLog>> finished =
                load.stream().map(client -> client.finish(stored.heads())).toList();
        Future.all(finished).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        List<ClientLog> logs = finished.stream().map(Future::result).toList();
        assertThat(LogChecker.findings(stored, logs)).isEmpty();
        assertThat(logs.stream().mapToInt(log -> log.acks().size()).sum())
                .as("acknowledged sends")
                .isGreaterThan(load.size());
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }
}
