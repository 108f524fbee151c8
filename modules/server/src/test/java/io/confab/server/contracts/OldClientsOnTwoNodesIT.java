package io.confab.server.contracts;

import static io.confab.server.contracts.FormClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.server.contracts.FormClient.Name;
import io.confab.server.nodes.Nodes;
import io.confab.testkit.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** S0 and S1 on two nodes behind one database and one Redis: as if they were one. */
class OldClientsOnTwoNodesIT {

    private static Nodes nodes;

    private final List<TextSocket> sockets = new ArrayList<>();

    @BeforeAll
    static void startNodes() {
        nodes = Nodes.start(2, Services.mysql(), Services.redis(), Map.of("CONFAB_ACCESS", "open"));
    }

    @AfterAll
    static void stopNodes() {
        nodes.close();
    }

    @AfterEach
    void closeSockets() {
        sockets.forEach(TextSocket::abort);
    }

    @Test
    void tellsTheLinesOfTheLobbyOnceAndInOneOrderOnBothNodes() {
        TextSocket ann = open(0, "/ws/Ann");
        assertThat(ann.next()).isEqualTo("System: Ann has joined the chat");
        TextSocket bob = open(1, "/ws/Bob");
        assertThat(bob.next()).isEqualTo("System: Bob has joined the chat");
        assertThat(ann.next()).isEqualTo("System: Bob has joined the chat");
        assertThat(open(1, "/ws/ann").closed()).isEqualTo(new TextSocket.Closing(1008, "Username already taken"));
        for (int i = 0; i < 50; i++) {
            ann.send("a" + i);
            bob.send("b" + i);
        }
        List<String> heard = ann.next(100);
        assertThat(bob.next(100)).isEqualTo(heard);
        assertThat(heard).doesNotHaveDuplicates();
        assertThat(heard.stream().filter(line -> line.startsWith("Ann: ")).toList())
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "Ann: a" + i).toList());
        bob.close();
        assertThat(ann.next()).isEqualTo("System: Bob has left the chat");
        assertThat(open(0, "/ws/Bob").next()).isEqualTo("System: Bob has joined the chat");
    }

    @Test
    void tellsWhatIsPostedOnOneNodeToTheSocketsOfTheOther() {
        FormClient one = new FormClient(nodes.uri(0));
        FormClient other = new FormClient(nodes.uri(1));
        Name ann = one.register("Form Ann");
        Name bob = other.register("Form Bob");
        assertThat(one.post("/register", Map.of(), "username", "form bob").statusCode())
                .isEqualTo(400);
        TextSocket bobs = open(1, "/ws/" + bob.id());
        bobs.send("heartbeat");
        bobs.next();
        long group = one.group(ann.id(), bob.id());
        assertThat(other.group(bob.id(), ann.id())).isEqualTo(group);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            (i % 2 == 0 ? one : other).send(ann.id(), group, "line " + i);
            said.add("line " + i);
        }
        assertThat(bobs.next(50).stream()
                        .map(frame -> json(frame).path("content").asText()))
                .isEqualTo(said);
        bobs.close();
        one.send(ann.id(), group, "missed");
        TextSocket moved = open(0, "/ws/" + bob.id());
        assertThat(json(moved.next()).path("content").asText()).isEqualTo("missed");
    }

    @Test
    void shutsWhoHasNoProofOutOnBothNodesWhenANameIsPinned() {
        FormClient one = new FormClient(nodes.uri(0));
        Name name = one.register("Form Cyd");
        TextSocket guess = open(1, "/ws/" + name.id());
        guess.send("heartbeat");
        guess.next();
        sockets.add(TextSocket.open(nodes.uri(0), "/ws/" + name.id(), name.bearer()));
        assertThat(guess.closed().code()).isEqualTo(1008);
    }

    private TextSocket open(int node, String path) {
        TextSocket socket = TextSocket.open(nodes.uri(node), path);
        sockets.add(socket);
        return socket;
    }
}
