package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.server.RunningServer;
import io.confab.server.contracts.Parties.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faults of the older systems that must not come back. */
class OldFaultsIT {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** It took 2 s for each message of a burst. */
    @Test
    void aBurstThroughFormsArrivesInOrderOnEverySocket() {
        Registered ann = Parties.register(server.uri(), "burst-ann");
        Registered bob = Parties.register(server.uri(), "burst-bob");
        List<TextSocket> sockets = List.of(open(ann), open(bob), open(bob));
        List<String> said = IntStream.range(0, 40).mapToObj(i -> "line " + i).toList();
        said.forEach(line -> Parties.form(
                server.uri(),
                "/send_message",
                Map.of("sender_id", ann.id(), "receiver_id", bob.id(), "content", line)));
        for (TextSocket socket : sockets) {
            assertThat(said)
                    .allSatisfy(
                            line -> assertThat(socket.nextJson().path("content").asText())
                                    .isEqualTo(line));
            socket.close();
        }
    }

    /** The table of connections was changed while it was walked. */
    @Test
    void thoseWhoGoWhileALineIsToldHarmNobody() {
        try (TextSocket stays = TextSocket.open(server.uri(), "/ws/stays")) {
            assertThat(stays.next()).isEqualTo("System: stays has joined the chat");
            List<TextSocket> crowd = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                crowd.add(TextSocket.open(server.uri(), "/ws/goes" + i));
            }
            IntStream.range(0, 8).forEach(i -> stays.next());
            for (int i = 0; i < 8; i++) {
                crowd.get(i).abort();
                stays.send("line " + i);
            }
            List<String> heard = stays.next(16);
            assertThat(heard.stream().filter(line -> line.startsWith("stays: ")))
                    .isEqualTo(IntStream.range(0, 8)
                            .mapToObj(i -> "stays: line " + i)
                            .toList());
            assertThat(heard.stream().filter(line -> line.endsWith(" has left the chat")))
                    .hasSize(8)
                    .doesNotHaveDuplicates();
        }
    }

    /** A name with such a character broke the address; escaped, it is a name like any other. */
    @Test
    void namesMayHoldWhatMeansSomethingInAddresses() {
        try (TextSocket odd = TextSocket.open(server.uri(), "/ws/who%3F%23%26%25")) {
            assertThat(odd.next()).isEqualTo("System: who?#&% has joined the chat");
        }
    }

    private static TextSocket open(Registered user) {
        TextSocket socket = TextSocket.open(server.uri(), "/ws/" + user.id());
        socket.send("heartbeat");
        assertThat(socket.next()).contains("heartbeat_ack");
        return socket;
    }
}
