package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.socket.RawClient;
import io.confab.gateway.socket.RawClient.Received;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Anybody may bring anybody into many groups whose last messages are long: he still gets in. */
class ManyGroupsTest {

    private static final String EMOJI = "\uD83D\uDE00";
    private static final int MOST_BYTES = 400 * 1024;

    private final GatewayServer server = new GatewayServer(GatewayServer.CONFIG);
    private final World world = server.world;

    @AfterEach
    void close() {
        server.close();
    }

    private void fill(int groups) {
        for (long id = 1; id <= groups; id++) {
            world.group(id, 0, "ann", "eve");
            world.post(id, "eve", EMOJI.repeat(8_000));
        }
    }

    @Test
    void letsInWhoIsInMoreGroupsThanTheQueueOfASocketHolds() {
        fill(4_000);
        Set<Long> told = new HashSet<>();
        try (RawClient ann = RawClient.openSlow(server.uri.getPort())) {
            ann.sendText("{\"type\":\"identify\",\"ref\":\"1\",\"token\":\"ann\"}");
            ann.sendText("{\"type\":\"ping\"}");
            Frame frame = read(ann);
            for (; !frame.is("ready"); frame = read(ann)) {
                if (frame.is("groups")) {
                    frame.at("groups")
                            .forEach(group -> told.add(group.path("id").asLong()));
                }
            }
            frame.at("groups").forEach(group -> told.add(group.path("id").asLong()));
            assertThat(frame.text("ref")).isEqualTo("1");
            assertThat(told).hasSize(4_000);
            world.post(4_000, "eve", "now he is here");
            while (!frame.is("new_message")) {
                frame = read(ann);
            }
            assertThat(frame.text("content")).isEqualTo("now he is here");
        }
    }

    @Test
    void tellsOfManyGroupsBeforeItIsReadyAndHearsThemAll() {
        fill(250);

        NativeClient ann = server.signIn("ann");

        assertThat(ann.next("groups").at("groups")).hasSize(100);
        assertThat(ann.next("groups").at("groups")).hasSize(100);
        assertThat(ann.ready().at("groups")).hasSize(50);
        LongStream.of(1, 150, 250).forEach(id -> world.post(id, "eve", "heard"));
        LongStream.of(1, 150, 250)
                .forEach(id ->
                        assertThat(ann.next("new_message").number("group_id")).isEqualTo(id));
    }

    @Test
    void showsOfALongMessageTheBeginning() {
        fill(1);

        NativeClient ann = server.signIn("ann");

        Frame ready = ann.ready();
        assertThat(ready.at("groups")
                        .path(0)
                        .path("last_message")
                        .path("content")
                        .asText())
                .isEqualTo(EMOJI.repeat(200));
        assertThat(ready.at("groups").path(0).path("last_message").path("cut").asBoolean())
                .isTrue();
    }

    private static Frame read(RawClient client) {
        Received frame = client.read();
        assertThat(frame.payload().length()).isLessThan(MOST_BYTES);
        return Frame.parse(frame.utf8());
    }
}
