package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Draining;
import io.confab.contract.Failure;
import io.confab.contract.bridge.Alone;
import io.confab.contract.health.CheckDatabase;
import io.confab.contract.health.CheckRedis;
import io.confab.contract.log.Committed;
import io.confab.contract.log.LogEntry;
import io.confab.http.Client.Reply;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {

    private Server server = new Server();
    private Client machine = server.client().as(null);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void livesWhateverItDependsOn() {
        assertThat(machine.get("/health/live").is(200).text()).isEqualTo("{\"status\":\"live\"}");
        assertThat(machine.send("HEAD", "/health/live", null).is(200).bytes()).isEmpty();
        machine.post("/health/live", "{}").isError(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void isReadyWhenTheDatabaseIs() {
        AtomicInteger asked = new AtomicInteger();
        server.bus.serve(CheckDatabase.class, check -> {
            asked.incrementAndGet();
            return Future.succeededFuture();
        });
        Alone.serve(server.bus);
        Reply ready = machine.get("/health/ready").is(200);
        assertThat(ready.json().get("status").asText()).isEqualTo("ready");
        assertThat(ready.json().at("/checks/database/ok").asBoolean()).isTrue();
        assertThat(ready.json().at("/checks/redis/reason").asText()).isEqualTo("not configured: this node runs alone");
        machine.get("/health/ready").is(200);
        assertThat(asked).hasValue(1);
    }

    @Test
    void staysReadyButSaysThatItIsDegradedWhileRedisIsAway() {
        server.bus.serve(CheckDatabase.class, check -> Future.succeededFuture());
        server.bus.serve(CheckRedis.class, check -> Future.succeededFuture(CheckRedis.State.AWAY));
        Reply reply = machine.get("/health/ready").is(200);
        assertThat(reply.json().get("status").asText()).isEqualTo("degraded");
        assertThat(reply.json().at("/checks/redis/ok").asBoolean()).isFalse();
        assertThat(reply.json().at("/checks/redis/reason").asText()).startsWith("away");
    }

    @Test
    void saysWhyItIsNotReady() {
        server.bus.serve(
                CheckDatabase.class, check -> Future.failedFuture(Failure.unavailable("The database does not answer")));
        Reply reply = machine.get("/health/ready").is(503);
        assertThat(reply.json().get("status").asText()).isEqualTo("not_ready");
        assertThat(reply.json().at("/checks/database/reason").asText()).isEqualTo("The database does not answer");
    }

    @Test
    void isNotReadyWhileItStops() {
        server.bus.serve(CheckDatabase.class, check -> Future.succeededFuture());
        server.bus.announce(Draining.class, new Draining(2_000));
        Reply reply = machine.await("GET", "/health/ready", null, answer -> answer.status() == 503);
        assertThat(reply.json().get("status").asText()).isEqualTo("stopping");
    }

    @Test
    void showsItsFiguresToThisMachineOnly() {
        machine.get("/metrics").is(200);
        for (String header : List.of("X-Forwarded-For", "Forwarded")) {
            machine.send("GET", "/metrics", null, header, "203.0.113.9").isError(404, "NOT_FOUND");
        }
        server.close();
        server = new Server(Configs.withProxies("127.0.0.1"));
        server.client().get("/metrics").isError(404, "NOT_FOUND");
        server.close();
        server = new Server(Configs.withPublicMetrics());
        server.client()
                .send("GET", "/metrics", null, "X-Forwarded-For", "203.0.113.9")
                .is(200);
    }

    @Test
    void countsRequestsByOperationAndNeverByWhatTheClientSent() {
        Client ann = server.client();
        ann.get("/api/v1/account").is(200);
        ann.get("/api/v1/groups/1/unheard-of/x").is(404);
        ann.send("BREW", "/" + "pot", null).is(404);
        String unserved = "confab_http_requests_seconds_count{operation=\"none\",status=\"404\"} 2";
        Reply figures =
                machine.await("GET", "/metrics", null, answer -> answer.text().contains(unserved));
        assertThat(figures.text())
                .contains("confab_http_requests_seconds_count{operation=\"showAccount\",status=\"200\"} 1")
                .doesNotContain("unheard", "BREW", "pot");
    }

    @Test
    void countsWhatIsCommittedAndWhatOtherModulesCount() {
        LongAdder deliveries = new LongAdder();
        deliveries.add(5);
        server.metrics().follow(server.bus);
        server.metrics().counter("confab.deliveries", "Events told to sessions", deliveries);
        LogEntry left = new LogEntry.MemberLeft(1, 46, Server.NOON, 7, Server.BOB, 1);
        server.bus.announce(Committed.class, new Committed(List.of(left, left)));
        String counted = "confab_log_entries_total{type=\"MemberLeft\"} 2.0";
        Reply figures =
                machine.await("GET", "/metrics", null, answer -> answer.text().contains(counted));
        assertThat(figures.text()).contains("confab_deliveries_total 5.0").contains("confab_commit_entries_count 1");
    }
}
