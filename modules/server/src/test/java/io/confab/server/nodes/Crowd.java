package io.confab.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import io.confab.testkit.fault.ClientLog;
import io.confab.testkit.fault.LogChecker;
import io.confab.testkit.fault.RetryingClient;
import io.confab.testkit.fault.StoredLog;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Clients that send to the public groups through any node, come back at another one, and are judged in the end. */
final class Crowd implements AutoCloseable {

    static final List<Long> GROUPS = List.of(1L, 2L, 3L);

    private final Nodes nodes;
    private final NativeClients clients = new NativeClients();
    private final List<RetryingClient> members = new ArrayList<>();

    private Crowd(Nodes nodes) {
        this.nodes = nodes;
    }

    /** So many clients, which send from now on. */
    static Crowd gather(Nodes nodes, int count, long pauseMillis) {
        Crowd crowd = new Crowd(nodes);
        for (int i = 0; i < count; i++) {
            crowd.members.add(crowd.member("member " + i, i, pauseMillis));
        }
        crowd.members.forEach(RetryingClient::start);
        return crowd;
    }

    private RetryingClient member(String name, int number, long pauseMillis) {
        List<URI> uris = nodes.uris();
        Person person = nodes.rest(number % uris.size()).register(name);
        GROUPS.forEach(group -> nodes.rest(number % uris.size())
                .call("POST", "/api/v1/groups/" + group + "/join", person.token(), "{}"));
        return new RetryingClient(
                clients,
                () -> uris.get(ThreadLocalRandom.current().nextInt(uris.size())),
                new RetryingClient.Plan(name, person.userId(), person::token, GROUPS, 2, pauseMillis));
    }

    /** Ends the sending, lets everybody catch up, and holds every client's notes against the database. */
    void verdict() throws Exception {
        Future.all(members.stream().map(RetryingClient::stopSending).toList()).await(60, TimeUnit.SECONDS);
        StoredLog stored = StoredLog.read(nodes.mysqlUri());
        List<Future<ClientLog>> finished =
                members.stream().map(member -> member.finish(stored.heads())).toList();
        Future.all(finished).await(60, TimeUnit.SECONDS);
        List<ClientLog> logs = finished.stream().map(Future::result).toList();
        assertThat(LogChecker.findings(stored, logs)).isEmpty();
        assertThat(logs).allMatch(ClientLog::complete);
        assertThat(logs.stream().mapToInt(log -> log.acks().size()).sum())
                .as("acknowledged sends")
                .isGreaterThan(10 * members.size());
    }

    @Override
    public void close() {
        clients.close();
    }
}
