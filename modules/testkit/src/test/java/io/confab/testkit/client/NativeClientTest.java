package io.confab.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NativeClientTest {

    private final ToyServer server = new ToyServer(2);
    private final NativeClients clients = new NativeClients();

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    @Test
    void greetsIdentifiesAndHearsWhatOthersSay() {
        NativeClient ann = clients.signIn(server.uri(), "1");
        NativeClient bob = clients.signIn(server.uri(), "2");

        Frame sent = ann.send(2, "hello “𝄞”");

        assertThat(ann.hello().number("version")).isEqualTo(1);
        assertThat(bob.ready().at("user").path("id").asLong()).isEqualTo(2);
        Frame heard = bob.next("new_message", 2);
        assertThat(heard.text("content")).isEqualTo("hello “𝄞”");
        assertThat(heard.seq()).isEqualTo(sent.seq()).isEqualTo(1);
        assertThat(heard.text("key")).isEqualTo(sent.text("key"));
    }

    @Test
    void givesAnswersToTheAskerAndTheRestToTheInbox() {
        NativeClient ann = clients.signIn(server.uri(), "1");

        ann.send(1, "a");
        ann.send(1, "b");

        assertThat(ann.heard()).extracting(Frame::seq).containsExactly(1L, 2L);
        assertThat(ann.ask(Frame.of("nonsense")).text("code")).isEqualTo("INVALID");
    }

    @Test
    void resumesFromItsCursors() {
        try (NativeClient ann = clients.signIn(server.uri(), "1")) {
            ann.send(1, "a");
            ann.send(1, "b");
        }
        NativeClient again = clients.connect(server.uri());

        again.identify("1", Map.of(1L, 1L));

        assertThat(again.heard()).extracting(Frame::seq).containsExactly(2L);
    }

    @Test
    void tellsWhatCameInsteadOfTheAwaitedAnswer() {
        NativeClient nobody = clients.connect(server.uri());

        assertThatThrownBy(() -> nobody.identify("nonsense"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Wanted ready but got")
                .hasMessageContaining("UNAUTHENTICATED");
    }

    @Test
    void reportsTheCloseCode() {
        NativeClient ann = clients.signIn(server.uri(), "1");
        NativeClient bob = clients.signIn(server.uri(), "2");

        server.closeAll(4401);
        assertThat(ann.closeCode()).isEqualTo(4401);
        assertThat(bob.closeCode()).isEqualTo(4401);
    }

    @Test
    void canDropItsConnectionWithoutAWord() {
        NativeClient ann = clients.signIn(server.uri(), "1");

        ann.socket().drop();

        assertThat(ann.closeCode()).isEqualTo(1006);
        assertThatThrownBy(() -> ann.send(1, "a")).hasMessageContaining("closed");
    }
}
