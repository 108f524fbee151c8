package io.confab.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.testkit.Jdbc;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeSocket;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many clients at once, and slow ones: the others notice nothing. */
@ExtendWith(FleetSetup.class)
class CrowdFaultsIT {

    private static final Logger LOG = LoggerFactory.getLogger(CrowdFaultsIT.class);
    private static final int PATIENCE_SECONDS = Scale.of(60, 300);
    private static final int SLOW_BYTES_PER_SECOND = 1_024;

    @Test
    void catchesUpAllClientsThatReconnectAtOnce(Fleet fleet) throws Exception {
        int crowd = Scale.of(600, 5_000);
        Fleet.Member ann = fleet.members().get(5);
        long group = ann.groups().get(0);
        long head = fleet.rest(0)
                .get("/api/v1/groups/" + group, ann.person().token())
                .path("head")
                .asLong();
        List<Returning> before = come(fleet, crowd, ann.person(), Map.of(group, head));
        long seen;
        long missed;
        try (NativeClient sender =
                fleet.clients().signIn(fleet.node(0).uri(), ann.person().token())) {
            seen = sender.send(group, "before everybody leaves").seq();
            before.forEach(client -> client.socket().drop());
            missed = sender.send(group, "while nobody was there").seq();
        }
        long reads = reads(fleet);
        long statements = selects(fleet);
        long began = System.nanoTime();
        List<Returning> back = come(fleet, crowd, ann.person(), Map.of(group, seen));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        long further = reads(fleet) - reads;
        LOG.info(
                "{} clients came back and had all they missed after {} ms; the log was read {} times, {} SELECTs in"
                        + " all",
                crowd,
                millis,
                further,
                selects(fleet) - statements);
        assertThat(back).allSatisfy(client -> assertThat(client.seqs(group)).containsExactly(missed));
        assertThat(further).as("reads of the log").isLessThan(crowd / 100);
        Future.all(back.stream().map(Returning::socket).map(NativeSocket::close).toList())
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** So many clients that have caught up. */
    private static List<Returning> come(Fleet fleet, int count, Person person, Map<Long, Long> cursors)
            throws Exception {
        List<Future<Returning>> coming = IntStream.range(0, count)
                .mapToObj(i -> Returning.come(
                        fleet.clients(), fleet.node(i % Fleet.NODES).uri(), person, cursors))
                .toList();
        Future.all(coming).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return coming.stream().map(Future::result).toList();
    }

    /** How often the nodes read the log for somebody who was behind. */
    private static long reads(Fleet fleet) {
        return fleet.nodes().stream()
                .mapToLong(node -> figure(node, "confab_fills_total"))
                .sum();
    }

    private static long figure(FleetNode node, String name) {
        String figures =
                new RestClient(node.uri()).call("GET", "/metrics", null, null).body();
        return figures.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** All that the database was asked, {@code ready} included. */
    private static long selects(Fleet fleet) throws SQLException {
        try (Connection database = Jdbc.connect(fleet.mysql().uri());
                ResultSet found = database.createStatement()
                        .executeQuery("SHOW GLOBAL STATUS WHERE Variable_name = 'Com_select'")) {
            found.next();
            return found.getLong(2);
        }
    }

    @Test
    void isNotHeldUpByClientsThatReadSlowly(Fleet fleet) throws Exception {
        Fleet.Member ann = fleet.members().get(6);
        long group = ann.groups().get(0);
        Load load = Load.start(fleet);
        List<NativeClient> slow = new ArrayList<>();
        try (NativeClient sender =
                        fleet.clients().signIn(fleet.node(0).uri(), ann.person().token());
                NativeClient quick =
                        fleet.clients().signIn(fleet.node(1).uri(), ann.person().token())) {
            slow.add(slowly(fleet, 0, ann.person()));
            talk(sender, quick, group, Scale.of(20, 300));
            for (int i = 1; i < Scale.of(20, 200); i++) {
                slow.add(slowly(fleet, i, ann.person()));
            }
            talk(sender, quick, group, Scale.of(60, 3_000));
        }
        load.verdict();
        slow.forEach(client -> client.socket().drop());
        for (FleetNode node : fleet.nodes()) {
            JsonNode ready = new RestClient(node.uri()).get("/health/ready", null);
            assertThat(ready.isObject()).isTrue();
        }
    }

    private static NativeClient slowly(Fleet fleet, int number, Person person) {
        NativeClient client =
                fleet.clients().signIn(fleet.node(number % Fleet.NODES).uri(), person.token());
        client.socket().readSlowly(SLOW_BYTES_PER_SECOND);
        return client;
    }

    /** Large messages, each heard at once by a client that reads; the slow ones have hundreds of seconds to read in the end. */
    private static void talk(NativeClient sender, NativeClient quick, long group, int messages) {
        String large = "x".repeat(7_000);
        for (int i = 0; i < messages; i++) {
            long began = System.nanoTime();
            long seq = sender.send(group, large).seq();
            while (quick.next("new_message", group).seq() != seq) {
                // what the load sends comes in between
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
