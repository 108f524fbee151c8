package io.confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the public suite of Engine.IO (socketio/engine.io-protocol) and the first part of that of Socket.IO both ask of the
 * transport, whatever is said over it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineProtocol {

    final EchoServer server;

    EngineProtocol(String path) {
        server = new EchoServer(path);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    // handshake

    @Test
    void opensASessionByPolling() {
        HttpResponse<String> answer = server.get("EIO=4&transport=polling");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertGreets(answer.body(), JsonArray.of("websocket"));
    }

    @Test
    void refusesPollingOfAnotherVersion() {
        assertThat(server.get("transport=polling").statusCode()).isEqualTo(400);
        assertThat(server.get("EIO=abc&transport=polling").statusCode()).isEqualTo(400);
        assertThat(server.get("EIO=3&transport=polling").body())
                .isEqualTo("\"The client is using an unsupported version of the Socket.IO or Engine.IO protocols\"");
    }

    @Test
    void refusesPollingByAnotherTransport() {
        assertThat(server.get("EIO=4").statusCode()).isEqualTo(400);
        HttpResponse<String> answer = server.get("EIO=4&transport=abc");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("\"Invalid transport\"");
    }

    @Test
    void refusesAnotherMethod() {
        assertThat(server.call("POST", "EIO=4&transport=polling", new byte[0]).statusCode())
                .isEqualTo(400);
        assertThat(server.call("PUT", "EIO=4&transport=polling", new byte[0]).statusCode())
                .isEqualTo(400);
    }

    @Test
    void opensASessionOnAWebSocket() {
        WebSocketProbe socket = server.socket("EIO=4&transport=websocket");
        assertGreets((String) socket.next(), new JsonArray());
        socket.close();
    }

    @Test
    void refusesAWebSocketOfAnotherVersion() {
        assertThatThrownBy(() -> server.socket("transport=websocket"));
        assertThatThrownBy(() -> server.socket("EIO=abc&transport=websocket"));
    }

    @Test
    void refusesAWebSocketByAnotherTransport() {
        assertThatThrownBy(() -> server.socket("EIO=4"));
        assertThatThrownBy(() -> server.socket("EIO=4&transport=abc"));
    }

    private static void assertGreets(String packet, JsonArray upgrades) {
        assertThat(packet).startsWith("0");
        JsonObject greeting = new JsonObject(packet.substring(1));
        assertThat(greeting.fieldNames())
                .isEqualTo(Set.of("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"));
        assertThat(greeting.getString("sid")).hasSizeGreaterThan(16);
        assertThat(greeting.getJsonArray("upgrades")).isEqualTo(upgrades);
        assertThat(greeting.getInteger("pingInterval")).isEqualTo(300);
        assertThat(greeting.getInteger("pingTimeout")).isEqualTo(200);
        assertThat(greeting.getInteger("maxPayload")).isEqualTo(1_000_000);
    }

    // heartbeat

    @Test
    void pingsByPolling() {
        String sid = server.open();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> poll = server.poll(sid);
            assertThat(poll.statusCode()).isEqualTo(200);
            assertThat(poll.body()).isEqualTo("2");
            assertThat(server.post(sid, "3").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void endsASessionThatPollsAndDoesNotAnswerPings() {
        String sid = server.open();
        CompletableFuture<Void> later = new CompletableFuture<>();
        later.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS).join();
        assertThat(server.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void pingsOnAWebSocket() {
        WebSocketProbe socket = server.openSocket();
        for (int i = 0; i < 3; i++) {
            assertThat(socket.next()).isEqualTo("2");
            socket.send("3");
        }
        socket.close();
    }

    @Test
    void endsASessionOnAWebSocketThatDoesNotAnswerPings() {
        server.openSocket().awaitClosed();
    }

    // close

    @Test
    void endsASessionThatPollsWhenItsClientSaysSo() {
        String sid = server.open();
        CompletableFuture<HttpResponse<String>> poll = server.getLater(server.polling(sid));
        assertThat(server.post(sid, "1").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = EchoServer.await(poll);
        // a poll that comes after the end finds no session
        assertThat(answer.statusCode() == 400 || answer.body().equals("6")).isTrue();
        assertThat(server.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void endsASessionOnAWebSocketWhenItsClientSaysSo() {
        WebSocketProbe socket = server.openSocket();
        socket.send("1");
        socket.awaitClosed();
    }

    // upgrade

    @Test
    void movesFromPollingToAWebSocket() {
        String sid = server.open();
        WebSocketProbe socket = server.socket("EIO=4&transport=websocket&sid=" + sid);
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        HttpResponse<String> poll = server.poll(sid);
        assertThat(poll.statusCode()).isEqualTo(200);
        assertThat(poll.body()).isEqualTo("6");
        socket.send("5");
        assertCarries(socket);
    }

    @Test
    void refusesPollsAfterTheMove() {
        String sid = server.open();
        WebSocketProbe socket = moved(sid);
        HttpResponse<String> poll = server.poll(sid);
        assertThat(poll.statusCode()).isEqualTo(400);
        assertCarries(socket);
    }

    @Test
    void closesAnotherWebSocketAfterTheMove() {
        String sid = server.open();
        WebSocketProbe socket = moved(sid);
        server.socket("EIO=4&transport=websocket&sid=" + sid).awaitClosed();
        assertCarries(socket);
    }

    WebSocketProbe moved(String sid) {
        WebSocketProbe socket = server.socket("EIO=4&transport=websocket&sid=" + sid);
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        socket.send("5");
        assertCarries(socket);
        return socket;
    }

    /** Sees that what is said on a socket is heard. */
    abstract void assertCarries(WebSocketProbe socket);
}
