package io.confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The 24 cases of the public suite of Engine.IO: those of {@link EngineProtocol} and what it asks of messages. */
class EngineProtocolTest extends EngineProtocol {

    EngineProtocolTest() {
        super("/engine.io/");
    }

    @Override
    void assertCarries(WebSocketProbe socket) {
        socket.send("4hello");
        assertThat(socket.nextSaid()).isEqualTo("4hello");
    }

    @Test
    void takesOneTextByPolling() {
        assertThat(echoed("4hello")).isEqualTo("4hello");
    }

    @Test
    void takesSeveralTextsByPolling() {
        assertThat(echoed("4test1\u001e4test2\u001e4test3")).isEqualTo("4test1\u001e4test2\u001e4test3");
    }

    @Test
    void takesTextAndBytesByPolling() {
        assertThat(echoed("4hello\u001ebAQIDBA==")).isEqualTo("4hello\u001ebAQIDBA==");
    }

    private String echoed(String payload) {
        String sid = server.open();
        HttpResponse<String> push = server.post(sid, payload);
        assertThat(push.statusCode()).isEqualTo(200);
        assertThat(push.body()).isEqualTo("ok");
        HttpResponse<String> poll = server.poll(sid);
        assertThat(poll.statusCode()).isEqualTo(200);
        return poll.body();
    }

    @Test
    void endsASessionThatPollsAtAnInvalidPacket() {
        String sid = server.open();
        assertThat(server.post(sid, "abc").statusCode()).isEqualTo(400);
        assertThat(server.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void endsASessionThatPollsTwiceAtOnce() {
        String sid = server.open();
        CompletableFuture<HttpResponse<String>> one = server.getLater(server.polling(sid));
        CompletableFuture<HttpResponse<String>> other = server.getLater(server.polling(sid) + "&t=burst");
        List<HttpResponse<String>> answers = List.of(EchoServer.await(one), EchoServer.await(other));
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 400);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 200)
                .extracting(HttpResponse::body)
                .containsExactly("1");
        assertThat(server.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void takesTextOnAWebSocket() {
        WebSocketProbe socket = server.openSocket();
        assertCarries(socket);
        socket.close();
    }

    @Test
    void takesBytesOnAWebSocket() {
        WebSocketProbe socket = server.openSocket();
        socket.send((byte) 1, (byte) 2, (byte) 3, (byte) 4);
        assertThat(socket.nextSaid()).isEqualTo(List.of((byte) 1, (byte) 2, (byte) 3, (byte) 4));
        socket.close();
    }

    @Test
    void endsASessionOnAWebSocketAtAnInvalidPacket() {
        WebSocketProbe socket = server.openSocket();
        socket.send("abc");
        socket.awaitClosed();
    }
}
