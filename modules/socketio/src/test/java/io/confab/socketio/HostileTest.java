package io.confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.socketio.engine.EngineLimits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What no honest client does, on several event loops: each is refused, and nothing of it stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTest {

    private static final EngineLimits ENGINE = new EngineLimits(
            Duration.ofSeconds(25), Duration.ofSeconds(20), 1_000_000, 1_000, 10_000, Duration.ofMillis(300));
    private static final SocketIoLimits LIMITS =
            new SocketIoLimits(Duration.ofSeconds(1), 20, 2, 3, Duration.ofMillis(200));

    private final EchoServer engine = new EchoServer("/engine.io/", 3, ENGINE, LIMITS);
    private final EchoServer server = new EchoServer("/socket.io/", 3, ENGINE, LIMITS);

    @AfterAll
    void stop() {
        engine.close();
        server.close();
    }

    @Test
    void knowsNoSessionOfAnUnknownIdAndRepeatsLittleOfIt() {
        HttpResponse<String> poll = engine.poll("nobody");
        assertThat(poll.statusCode()).isEqualTo(400);
        assertThat(poll.body()).isEqualTo("\"Invalid session nobody\"");
        assertThat(engine.post("nobody", "4hello").statusCode()).isEqualTo(400);
        assertThat(engine.poll("x".repeat(1_000)).body()).hasSizeLessThan(100);
        assertThat(engine.poll("%22%3E%3Cscript%3E").body()).isEqualTo("\"Invalid session \\\"><script>\"");
    }

    @Test
    void givesNoIdThatFollowsFromAnother() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            String sid = engine.open();
            assertThat(sid).matches("[A-Za-z0-9_-]{24}");
            ids.add(sid.substring(0, 8));
        }
        assertThat(ids).hasSize(20);
    }

    @Test
    void servesASessionOnWhicheverLoopItsRequestsArrive() {
        String sid = engine.open();
        for (int i = 0; i < 12; i++) {
            CompletableFuture<HttpResponse<String>> poll = engine.getLater(engine.polling(sid));
            assertThat(engine.post(sid, "4" + i).body()).isEqualTo("ok");
            assertThat(EchoServer.await(poll).body()).isEqualTo("4" + i);
        }
    }

    @Test
    void movesToAWebSocketOfWhicheverLoop() {
        for (int i = 0; i < 6; i++) {
            String sid = engine.open();
            WebSocketProbe socket = engine.socket("EIO=4&transport=websocket&sid=" + sid);
            engine.post(sid, "4before");
            socket.send("2probe");
            assertThat(socket.next()).isEqualTo("3probe");
            socket.send("5");
            assertThat(socket.next()).isEqualTo("4before");
            for (int said = 0; said < 50; said++) {
                socket.send("4" + said);
            }
            socket.send((byte) 7);
            for (int said = 0; said < 50; said++) {
                assertThat(socket.next()).isEqualTo("4" + said);
            }
            assertThat(socket.next()).isEqualTo(List.of((byte) 7));
            socket.close();
        }
    }

    @Test
    void refusesAPayloadThatIsTooLongWithoutReadingIt() {
        String sid = engine.open();
        String longest = "4" + "x".repeat(999_999);
        assertThat(engine.post(sid, longest + "x").statusCode()).isEqualTo(413);
        assertThat(engine.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void endsASessionWhoseClientDoesNotFetchWhatWaits() {
        String sid = engine.open();
        engine.post(sid, "4" + "x".repeat(9_000));
        engine.post(sid, "4" + "x".repeat(9_000));
        assertThat(engine.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesBytesThatAreNotUtf8AndBase64ThatIsNone() {
        String sid = engine.open();
        assertThat(engine.call("POST", engine.polling(sid), new byte[] {'4', (byte) 0xC3, (byte) 0x28})
                        .statusCode())
                .isEqualTo(400);
        assertThat(engine.poll(sid).statusCode()).isEqualTo(400);
        String other = engine.open();
        assertThat(engine.post(other, "b!!!").statusCode()).isEqualTo(400);
        assertThat(engine.poll(other).statusCode()).isEqualTo(400);
    }

    @Test
    void takesNoPacketThatOnlyAServerSends() {
        for (String packet : List.of("0{}", "2", "5", "", "7", "4ok\u001e")) {
            String sid = engine.open();
            assertThat(engine.post(sid, packet).statusCode()).as(packet).isEqualTo(400);
        }
    }

    @Test
    void takesNoPollOfASessionOnAWebSocket() {
        WebSocketProbe socket = engine.socket("EIO=4&transport=websocket");
        String sid = new io.vertx.core.json.JsonObject(((String) socket.next()).substring(1)).getString("sid");
        assertThat(engine.poll(sid).body()).isEqualTo("\"Invalid transport\"");
        assertThat(engine.post(sid, "4x").statusCode()).isEqualTo(400);
        socket.send("4still here");
        assertThat(socket.next()).isEqualTo("4still here");
        socket.close();
    }

    @Test
    void takesOneWebSocketAtATimeAndGoesOnPollingWithoutIt() {
        String sid = engine.open();
        WebSocketProbe one = engine.socket("EIO=4&transport=websocket&sid=" + sid);
        one.send("2probe");
        assertThat(one.next()).isEqualTo("3probe");
        engine.socket("EIO=4&transport=websocket&sid=" + sid).awaitClosed();
        // the first never says 5, so it is given up
        one.awaitClosed();
        engine.post(sid, "4polling");
        assertThat(engine.poll(sid).body()).isEqualTo("4polling");
    }

    @Test
    void givesUpAWebSocketThatSaysSomethingElseThanAProbe() {
        String sid = engine.open();
        WebSocketProbe socket = engine.socket("EIO=4&transport=websocket&sid=" + sid);
        socket.send("4hello");
        socket.awaitClosed();
        engine.post(sid, "4polling");
        assertThat(engine.poll(sid).body()).isEqualTo("4polling");
    }

    // Socket.IO

    @Test
    void closesAtWhatIsNoPacket() {
        String deep = "[".repeat(40) + "]".repeat(40);
        for (String packet : List.of(
                "42[\"message\"",
                "42[]",
                "42[1]",
                "42[\"connect\"]",
                "42-1[\"message-with-ack\"]",
                "429999999999999999[\"message\"]",
                "42[\"message\"," + deep + "]",
                "42[\"message\"]x",
                "43[]",
                "44{\"message\":\"x\"}",
                "45[\"message\"]",
                "4599-[\"message\"]",
                "49",
                "4",
                "41{}",
                "42/custom,[\"message\"]",
                "40[]")) {
            WebSocketProbe socket = server.openSocket();
            socket.send("40");
            socket.next();
            socket.next();
            socket.send(packet);
            socket.awaitClosed();
        }
    }

    @Test
    void closesWhenAttachmentsDoNotComeOrAreNotWanted() {
        WebSocketProbe waiting = entered();
        waiting.send("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
        waiting.awaitClosed();
        WebSocketProbe interrupting = entered();
        interrupting.send("451-[\"message\",{\"_placeholder\":true,\"num\":0}]");
        interrupting.send("42[\"message\"]");
        interrupting.awaitClosed();
        WebSocketProbe unasked = entered();
        unasked.send((byte) 1);
        unasked.awaitClosed();
        WebSocketProbe elsewhere = entered();
        elsewhere.send("451-[\"message\",{\"_placeholder\":true,\"num\":1}]");
        elsewhere.send((byte) 1);
        elsewhere.awaitClosed();
    }

    @Test
    void closesAtAPlaceForBytesThatHasNoNumberAndAnswersThePostThatBroughtIt() {
        for (String number :
                List.of("", ",\"num\":null", ",\"num\":-1", ",\"num\":0.5", ",\"num\":\"0\"", ",\"num\":1e99")) {
            String packet = "451-[\"message\",{\"_placeholder\":true" + number + "}]";
            WebSocketProbe socket = entered();
            socket.send(packet);
            socket.send((byte) 1);
            socket.awaitClosed();
            String sid = server.open();
            assertThat(server.post(sid, "40\u001e" + packet + "\u001ebAQ==").body())
                    .as(packet)
                    .isEqualTo("ok");
        }
    }

    @Test
    void answersThePostAtWhichTheApplicationFailsAndEndsItsSession() {
        for (int onWhicheverLoop = 0; onWhicheverLoop < 6; onWhicheverLoop++) {
            String sid = server.open();
            assertThat(server.post(sid, "40/broken,\u001e42/broken,[\"message\"]")
                            .statusCode())
                    .isEqualTo(500);
            server.poll(sid); // what was said before the end
            assertThat(server.poll(sid).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void closesWhoTriesNamespaceAfterNamespace() {
        WebSocketProbe socket = server.openSocket();
        socket.send("40/a,");
        socket.send("40/b,");
        socket.awaitClosed();
    }

    @Test
    void keepsFewConnectionsWithoutANamespaceAndNoneForLong() {
        List<WebSocketProbe> sockets = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            sockets.add(server.openSocket());
        }
        assertThat(sockets).filteredOn(WebSocketProbe::isOpen).hasSizeLessThanOrEqualTo(65);
        sockets.forEach(WebSocketProbe::awaitClosed);
    }

    private WebSocketProbe entered() {
        WebSocketProbe socket = server.openSocket();
        socket.send("40");
        socket.next();
        socket.next();
        return socket;
    }
}
