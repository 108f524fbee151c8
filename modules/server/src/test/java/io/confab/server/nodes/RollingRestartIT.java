package io.confab.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node is stopped while people talk; all of them restarted under load is {@code NodeFaultsIT}'s. */
class RollingRestartIT {

    private static final int TERMINATED = 143;
    private static final int GOING_AWAY = 1001;

    private static Nodes nodes;
    private static NativeClients clients;

    @BeforeAll
    static void start() {
        nodes = Nodes.start(2, Services.mysql(), Services.redis(), Map.of());
        clients = new NativeClients();
    }

    @AfterAll
    static void stop() {
        clients.close();
        nodes.close();
    }

    @Test
    void sendsClientsToAnotherNodeWhereTheyReadOn() {
        Person ann = nodes.rest(0).register("ann");
        Person bob = nodes.rest(1).register("bob");
        NativeClient anns = clients.signIn(nodes.uri(0), ann.token());
        long cursor = anns.ready().at("groups").get(0).path("head").asLong();
        NativeClient bobs = clients.signIn(nodes.uri(1), bob.token());

        assertThat(nodes.node(0).stop(Nodes.PATIENCE)).isEqualTo(TERMINATED);
        assertThat(anns.next("reconnect").number("after_ms")).isBetween(0L, 2_000L);
        assertThat(anns.closeCode()).isEqualTo(GOING_AWAY);
        long seq = bobs.send(1, "while ann is away").seq();

        NativeClient again = clients.connect(nodes.uri(1));
        again.identify(ann.token(), Map.of(1L, cursor));
        Frame missed = again.next("new_message", 1);
        assertThat(missed.seq()).isEqualTo(seq);
        nodes.node(0).start(Nodes.PATIENCE);
    }
}
