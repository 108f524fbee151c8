package io.confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The 32 cases of the public suite of Socket.IO: those of {@link EngineProtocol} and what it asks beyond them. */
class SocketIoProtocolTest extends EngineProtocol {

    private static final List<Byte> FIRST = List.of((byte) 1, (byte) 2, (byte) 3);
    private static final List<Byte> SECOND = List.of((byte) 4, (byte) 5, (byte) 6);

    SocketIoProtocolTest() {
        super("/socket.io/");
    }

    @Override
    void assertCarries(WebSocketProbe socket) {
        socket.send("40/custom,");
        assertThat((String) socket.nextSaid()).startsWith("40/custom,");
        assertThat(socket.nextSaid()).isEqualTo("42/custom,[\"auth\",{}]");
        socket.send("41/custom,");
    }

    /** In the main namespace, its {@code auth} taken. */
    private WebSocketProbe entered() {
        WebSocketProbe socket = server.openSocket();
        socket.send("40");
        assertThat((String) socket.nextSaid()).startsWith("40{");
        assertThat(socket.nextSaid()).isEqualTo("42[\"auth\",{}]");
        return socket;
    }

    // connect

    @Test
    void letsInToTheMainNamespace() {
        assertLetsIn("40", "40", "42[\"auth\",{}]");
    }

    @Test
    void letsInToTheMainNamespaceWithAPayload() {
        assertLetsIn("40{\"token\":\"123\"}", "40", "42[\"auth\",{\"token\":\"123\"}]");
    }

    @Test
    void letsInToAnotherNamespace() {
        assertLetsIn("40/custom,", "40/custom,", "42/custom,[\"auth\",{}]");
    }

    @Test
    void letsInToAnotherNamespaceWithAPayload() {
        assertLetsIn("40/custom,{\"token\":\"abc\"}", "40/custom,", "42/custom,[\"auth\",{\"token\":\"abc\"}]");
    }

    private void assertLetsIn(String connect, String prefix, String auth) {
        WebSocketProbe socket = server.openSocket();
        socket.send(connect);
        String answer = (String) socket.nextSaid();
        assertThat(answer).startsWith(prefix);
        JsonObject handshake = new JsonObject(answer.substring(prefix.length()));
        assertThat(handshake.fieldNames()).isEqualTo(Set.of("sid"));
        assertThat(handshake.getString("sid")).isNotBlank();
        assertThat(socket.nextSaid()).isEqualTo(auth);
        socket.close();
    }

    @Test
    void refusesANamespaceThatIsNotThere() {
        WebSocketProbe socket = server.openSocket();
        socket.send("40/random");
        assertThat(socket.nextSaid()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
        socket.close();
    }

    @Test
    void closesAtAnInvalidHandshake() {
        WebSocketProbe socket = server.openSocket();
        socket.send("4abc");
        socket.awaitClosed();
    }

    @Test
    void closesWhenNoHandshakeComes() {
        server.openSocket().awaitClosed();
    }

    // disconnect

    @Test
    void letsOutOfTheMainNamespaceAndStays() {
        WebSocketProbe socket = entered();
        socket.send("41");
        assertThat(socket.next()).isEqualTo("2");
        socket.close();
    }

    @Test
    void letsOutOfOneNamespaceAndStaysInAnother() {
        WebSocketProbe socket = entered();
        socket.send("40/custom");
        assertThat((String) socket.nextSaid()).startsWith("40/custom,");
        assertThat((String) socket.nextSaid()).startsWith("42/custom,[\"auth\"");
        socket.send("41/custom");
        socket.send("42[\"message\",\"message to main namespace\"]");
        assertThat(socket.nextSaid()).isEqualTo("42[\"message-back\",\"message to main namespace\"]");
        socket.close();
    }

    // message

    @Test
    void takesAnEvent() {
        WebSocketProbe socket = entered();
        socket.send("42[\"message\",1,\"2\",{\"3\":[true]}]");
        assertThat(socket.nextSaid()).isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
        socket.close();
    }

    @Test
    void takesAnEventWithAttachments() {
        WebSocketProbe socket = entered();
        socket.send("452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        assertEchoesAttachments(
                socket, "452-[\"message-back\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
    }

    @Test
    void answersAnEventThatWantsIt() {
        WebSocketProbe socket = entered();
        socket.send("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
        assertThat(socket.nextSaid()).isEqualTo("43456[1,\"2\",{\"3\":[false]}]");
        socket.close();
    }

    @Test
    void answersAnEventWithAttachmentsThatWantsIt() {
        WebSocketProbe socket = entered();
        socket.send(
                "452-789[\"message-with-ack\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        assertEchoesAttachments(socket, "462-789[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
    }

    private static void assertEchoesAttachments(WebSocketProbe socket, String expected) {
        socket.send((byte) 1, (byte) 2, (byte) 3);
        socket.send((byte) 4, (byte) 5, (byte) 6);
        assertThat(socket.nextSaid()).isEqualTo(expected);
        assertThat(socket.nextSaid()).isEqualTo(FIRST);
        assertThat(socket.nextSaid()).isEqualTo(SECOND);
        socket.close();
    }

    @Test
    void closesAtAnUnknownKindOfPacket() {
        assertCloses("4abc");
    }

    @Test
    void closesAtAPayloadThatIsNoEvent() {
        assertCloses("42{}");
    }

    @Test
    void closesAtAnIdThatIsNoNumber() {
        assertCloses("42abc[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
    }

    private void assertCloses(String packet) {
        WebSocketProbe socket = entered();
        socket.send(packet);
        socket.awaitClosed();
    }
}
