package io.confab.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.NativeSocket;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import io.vertx.core.Future;
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
    private static final int PATIENCE_SECONDS = 60;

    @Test
    void catchesUpAllClientsThatReconnectAtOnce(Fleet fleet) throws Exception {
        int crowd = Scale.of(400, 5_000);
        Fleet.Member ann = fleet.members().get(5);
        long group = ann.groups().get(0);
        List<NativeSocket> sockets = connect(fleet, crowd, ann.person(), Map.of());
        long seq;
        try (NativeClient sender =
                fleet.clients().signIn(fleet.node(0).uri(), ann.person().token())) {
            seq = sender.send(group, "before everybody leaves").seq();
            sockets.forEach(NativeSocket::drop);
            sender.send(group, "while nobody was there");
        }
        long reads = reads(fleet);
        long began = System.nanoTime();
        List<NativeSocket> back = connect(fleet, crowd, ann.person(), Map.of(group, seq));
        LOG.info(
                "{} clients came back in {} ms, with {} reads of the log",
                crowd,
                (System.nanoTime() - began) / 1_000_000,
                reads(fleet) - reads);
        assertThat(reads(fleet) - reads).as("reads of the log").isLessThan(Math.max(10, crowd / 100));
        Future.all(back.stream().map(NativeSocket::close).toList()).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Sockets that have identified and heard all that came after their cursors. */
    private static List<NativeSocket> connect(Fleet fleet, int count, Person person, Map<Long, Long> cursors)
            throws Exception {
        List<Future<NativeSocket>> connecting = IntStream.range(0, count)
                .mapToObj(i -> fleet.clients()
                        .open(NativeClients.options(fleet.node(i % Fleet.NODES).uri()), frame -> {})
                        .compose(socket -> socket.ask(Frame.of("identify")
                                        .with("token", person.token())
                                        .with("cursors", cursors))
                                .compose(ready -> ready.is("ready")
                                        ? Future.succeededFuture(socket)
                                        : Future.failedFuture(ready.toString()))))
                .toList();
        Future.all(connecting).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return connecting.stream().map(Future::result).toList();
    }

    /** How often the nodes read the log for somebody who was behind. */
    private static long reads(Fleet fleet) {
        return fleet.nodes().stream().mapToLong(CrowdFaultsIT::readsOf).sum();
    }

    private static long readsOf(FleetNode node) {
        String figures =
                new RestClient(node.uri()).call("GET", "/metrics", null, null).body();
        return figures.lines()
                .filter(line -> line.startsWith("confab_fills_total"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void isNotHeldUpByClientsThatReadSlowly(Fleet fleet) throws Exception {
        Fleet.Member ann = fleet.members().get(6);
        long group = ann.groups().get(0);
        List<NativeClient> slow = new ArrayList<>();
        for (int i = 0; i < Scale.of(20, 200); i++) {
            NativeClient client = fleet.clients()
                    .signIn(fleet.node(i % Fleet.NODES).uri(), ann.person().token());
            client.socket().pause();
            slow.add(client);
        }
        Load load = Load.start(fleet);
        try (NativeClient sender =
                        fleet.clients().signIn(fleet.node(0).uri(), ann.person().token());
                NativeClient quick =
                        fleet.clients().signIn(fleet.node(1).uri(), ann.person().token())) {
            String large = "x".repeat(7_000);
            for (int i = 0; i < Scale.of(300, 3_000); i++) {
                long began = System.nanoTime();
                long seq = sender.send(group, large).seq();
                while (quick.next("new_message", group).seq() != seq) {
                    // what the load sends comes in between
                }
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            }
        }
        load.verdict();
        slow.forEach(client -> client.socket().drop());
        for (FleetNode node : fleet.nodes()) {
            JsonNode ready = new RestClient(node.uri()).get("/health/ready", null);
            assertThat(ready.isObject()).isTrue();
        }
    }
}
