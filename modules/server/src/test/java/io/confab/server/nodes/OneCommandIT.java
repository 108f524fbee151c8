package io.confab.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import io.confab.testkit.fault.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that are started in one directory with nothing configured share its embedded servers. */
class OneCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long GENERAL = 1;

    private final NativeClients clients = new NativeClients();
    private Path directory;
    private ServerProcess first;
    private ServerProcess second;

    @BeforeEach
    void prepareTwoNodes() throws IOException {
        directory = Files.createTempDirectory(Files.createDirectories(Path.of("target/nodes")), "one-command-")
                .toRealPath();
        first = node();
        second = node();
    }

    @AfterEach
    void leaveNothing() {
        clients.close();
        first.close();
        second.close();
        embeddedServers().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void goesOnWhenTheNodeThatStartedTheServersIsKilled() throws IOException {
        first.start(PATIENCE);
        second.start(PATIENCE);
        assertThat(second.output())
                .contains("Using the MariaDB that already runs in", "Using the Redis that already runs in");
        assertThat(embeddedServers()).hasSize(2);
        Person ann = new RestClient(first.uri()).register("ann");

        first.kill();

        assertThat(embeddedServers()).as("outlive their starter").hasSize(2);
        NativeClient anns = clients.signIn(second.uri(), ann.token());
        assertThat(anns.send(GENERAL, "still there").type()).isEqualTo("message_sent");

        assertThat(second.stop(PATIENCE)).isEqualTo(143);
        assertThat(embeddedServers()).as("end with the last node").isEmpty();
    }

    @Test
    void goesOnWhenTheNodeThatStartedTheServersLeavesFirst() throws IOException {
        first.start(PATIENCE);
        second.start(PATIENCE);
        Person bob = new RestClient(first.uri()).register("bob");
        NativeClient bobs = clients.signIn(second.uri(), bob.token());

        assertThat(first.stop(PATIENCE)).isEqualTo(143);

        assertThat(embeddedServers()).hasSize(2);
        assertThat(bobs.send(GENERAL, "on my own").type()).isEqualTo("message_sent");
        first.start(PATIENCE);
        assertThat(first.output()).contains("Using the MariaDB that already runs in");
        assertThat(second.stop(PATIENCE)).isEqualTo(143);
        assertThat(embeddedServers()).hasSize(2);
        assertThat(first.stop(PATIENCE)).isEqualTo(143);
        assertThat(embeddedServers()).isEmpty();
    }

    @Test
    void carriesMessagesBetweenNodesThatStartTogetherAndStartsTheServersAgainWhenTheyDie() throws IOException {
        CompletableFuture<?> other = CompletableFuture.runAsync(() -> second.start(PATIENCE));
        first.start(PATIENCE);
        other.join();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data/jwt.secret"))))
                .isEqualTo("rw-------");
        Person ann = new RestClient(first.uri()).register("ann");
        Person bob = new RestClient(second.uri()).register("bob");
        NativeClient anns = clients.signIn(second.uri(), ann.token());
        NativeClient bobs = clients.signIn(first.uri(), bob.token());

        anns.send(GENERAL, "across");
        assertThat(bobs.next("new_message", GENERAL).text("content")).isEqualTo("across");

        List<ProcessHandle> dead = embeddedServers();
        dead.forEach(ProcessHandle::destroyForcibly);
        awaitNewServers(dead);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!anns.ask(Frame.message(GENERAL, "after")).is("message_sent")) {
            assertThat(Instant.now()).as(first.output()).isBefore(deadline);
        }

        second.stop(PATIENCE);
        first.stop(PATIENCE);
        assertThat(embeddedServers()).isEmpty();
    }

    private void awaitNewServers(List<ProcessHandle> dead) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (embeddedServers().stream()
                                .filter(server -> !dead.contains(server))
                                .count()
                        < 2
                || !isReady(first)
                || !isReady(second)) {
            assertThat(Instant.now()).as(first.output()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static boolean isReady(ServerProcess node) {
        return new RestClient(node.uri())
                .call("GET", "/health/ready", null, null)
                .body()
                .contains("\"status\":\"ready\"");
    }

    private ServerProcess node() {
        Map<String, String> nothingConfigured = new TreeMap<>();
        System.getenv().keySet().stream()
                .filter(name -> name.matches("(REDIS|MYSQL|JWT|DATABASE|CONFAB)_.*|SECRET_KEY|PORT|HOST|.*_PREFIX"))
                .forEach(name -> nothingConfigured.put(name, ""));
        return ServerProcess.ofMain("io.confab.server.Main", nothingConfigured, directory);
    }

    /** Those of our directory, known by their arguments. */
    private List<ProcessHandle> embeddedServers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.contains(directory.toString())
                                && (argument.endsWith("redis.conf") || argument.startsWith("--datadir"))))
                .toList();
    }
}
