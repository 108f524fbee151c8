package io.confab.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.ToyServer;
import io.confab.testkit.fault.RetryingClient.Plan;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RetryingClientTest {

    private static final int CLIENTS = 5;

    private final ToyServer server = new ToyServer(2);
    private final NativeClients clients = new NativeClients();
    private final NativeClient watcher = clients.signIn(server.uri(), "99");

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    @Test
    void losesNothingOverManyReconnects() throws Exception {
        List<RetryingClient> all = start();
        for (int drop = 0; drop < 5; drop++) {
            clients.signIn(server.uri(), "99").next("new_message", 2);
            server.closeAll(1001);
        }

        List<ClientLog> logs = finish(all);

        assertThat(LogChecker.findings(stored(), logs)).isEmpty();
        assertThat(logs.stream().flatMap(log -> log.heard().stream()).filter(ClientLog.From.class::isInstance))
                .as("starting points: one for each client, group and connection")
                .hasSizeGreaterThan(2 * 2 * CLIENTS);
        assertThat(logs).allSatisfy(log -> {
            assertThat(log.acks()).hasSameSizeAs(log.sends());
            assertThat(log.complete()).isTrue();
        });
    }

    @Test
    void writesDownWhatTheServerDidWrong() throws Exception {
        server.deliverAs(frame -> frame.get(0).seq() == 5 ? List.of() : frame);
        List<RetryingClient> all = start();
        for (int heard = 0; heard < 20; heard++) {
            watcher.next("new_message");
        }

        List<ClientLog> logs = finish(all);

        assertThat(LogChecker.findings(stored(), logs)).anyMatch(finding -> finding.contains("some are missing"));
    }

    private List<RetryingClient> start() {
        List<RetryingClient> all = LongStream.rangeClosed(1, CLIENTS)
                .mapToObj(user -> new RetryingClient(
                        clients,
                        server::uri,
                        new Plan("user " + user, user, () -> Long.toString(user), List.of(1L, 2L), 2, 1)))
                .toList();
        all.forEach(RetryingClient::start);
        return all;
    }

    private List<ClientLog> finish(List<RetryingClient> all) throws Exception {
        Future.all(all.stream().map(RetryingClient::stopSending).toList()).await(20, TimeUnit.SECONDS);
        Map<Long, Long> heads = stored().heads();
        return Future.all(all.stream().map(client -> client.finish(heads)).toList())
                .await(30, TimeUnit.SECONDS)
                .list();
    }

    private StoredLog stored() {
        List<Frame> log = server.log();
        return new StoredLog(
                log.stream().collect(Collectors.toMap(Frame::groupId, Frame::seq, Math::max)),
                log.stream().map(RetryingClientTest::message).toList(),
                List.of());
    }

    private static StoredLog.Message message(Frame entry) {
        return new StoredLog.Message(
                entry.groupId(),
                entry.seq(),
                entry.number("message_id"),
                entry.number("sender_id"),
                UUID.fromString(entry.text("key")),
                entry.text("content"));
    }
}
