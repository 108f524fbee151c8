package io.confab.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.fault.ClientLog;
import io.confab.testkit.fault.LogChecker;
import io.confab.testkit.fault.RetryingClient;
import io.confab.testkit.fault.RetryingClient.Plan;
import io.confab.testkit.fault.StoredLog;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Clients that send, retry, reconnect to any node and resume; and the verdict on what they were told. */
final class Load {

    private static final int PATIENCE_SECONDS = 60;
    private static final int IN_FLIGHT = 2;
    private static final int PAUSE_MILLIS = 150;

    private final Fleet fleet;
    private final List<RetryingClient> senders;

    private Load(Fleet fleet, List<RetryingClient> senders) {
        this.fleet = fleet;
        this.senders = senders;
        senders.forEach(RetryingClient::start);
    }

    /** All members send in all their groups, from any node. */
    static Load start(Fleet fleet) {
        return new Load(
                fleet,
                fleet.members().stream()
                        .map(member -> new RetryingClient(fleet.clients(), fleet::any, plan(member)))
                        .toList());
    }

    /** These clients. */
    static Load of(Fleet fleet, List<RetryingClient> senders) {
        return new Load(fleet, senders);
    }

    private static Plan plan(Fleet.Member member) {
        return new Plan(
                member.name(),
                member.person().userId(),
                () -> member.person().token(),
                member.groups(),
                IN_FLIGHT,
                PAUSE_MILLIS);
    }

    /** Ends the load, lets everybody catch up, and holds every client's log against the database. */
    List<ClientLog> verdict() throws SQLException, TimeoutException {
        Future.all(senders.stream().map(RetryingClient::stopSending).toList())
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        StoredLog stored = fleet.stored();
        List<Future<ClientLog>> finished =
                senders.stream().map(client -> client.finish(stored.heads())).toList();
        Future.all(finished).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        List<ClientLog> logs = finished.stream().map(Future::result).toList();
        assertThat(LogChecker.findings(stored, logs)).isEmpty();
        assertThat(logs).allSatisfy(log -> assertThat(log.complete()).isTrue());
        assertThat(logs.stream().mapToInt(log -> log.acks().size()).sum())
                .as("acknowledged sends")
                .isGreaterThan(senders.size());
        return logs;
    }
}
