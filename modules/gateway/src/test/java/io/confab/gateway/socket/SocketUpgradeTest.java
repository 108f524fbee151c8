package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketUpgradeTest {

    private static final String UPGRADE =
            String.join("\r\n", "GET /ws HTTP/1.1", "Host: x", "Upgrade: websocket", "Connection: Upgrade");
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private static final String VERSION = "Sec-WebSocket-Version: 13";

    private static SocketServer server;

    @BeforeAll
    static void start() {
        server = new SocketServer(SocketServer.limits(), SocketServer::echo);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersThePublishedExampleOfTheRfc() {
        assertThat(handshake()).contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=");
    }

    @Test
    void tellsAPlainRequestToUpgrade() {
        assertThat(request("GET /ws HTTP/1.1", "Host: x"))
                .startsWith("http/1.1 426 ")
                .contains("upgrade: websocket");
    }

    @Test
    void tellsAnotherVersionWhichOneIsSpoken() {
        assertThat(request(UPGRADE, KEY, "Sec-WebSocket-Version: 8"))
                .startsWith("http/1.1 426 ")
                .contains("sec-websocket-version: 13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y", "Sec-WebSocket-Key: dGhl", "Sec-WebSocket-Key: ***"})
    void refusesAHandshakeWithoutAKeyOfSixteenBytes(String key) {
        assertThat(request(UPGRADE, key, VERSION)).startsWith("http/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "https://chat.example.evil.example",
                "http://127.0.0.1:1",
                "not a url",
                ""
            })
    void refusesPagesOfAnotherOrigin(String origin) {
        assertThat(handshake("Origin: " + origin)).startsWith("http/1.1 403 ");
    }

    @Test
    void doesNotBelieveAForwardedHost() {
        assertThat(handshake("Origin: https://evil.example", "X-Forwarded-Host: evil.example"))
                .startsWith("http/1.1 403 ");
    }

    @Test
    void letsInPagesOfTheSameHostAndListedOnes() {
        assertThat(handshake("Origin: http://127.0.0.1:" + server.port())).startsWith("http/1.1 101 ");
        assertThat(handshake("Origin: https://Chat.example")).startsWith("http/1.1 101 ");
    }

    @Test
    void tellsTheChosenSubprotocolAndNeverRepeatsAToken() {
        assertThat(handshake("Sec-WebSocket-Protocol: bearer, s3cret, confab.v1"))
                .contains("sec-websocket-protocol: confab.v1\r\n")
                .doesNotContain("s3cret");
        assertThat(handshake("Sec-WebSocket-Protocol: bearer, s3cret")).doesNotContain("sec-websocket-protocol");
    }

    @Test
    void negotiatesNoCompressionAndRefusesCompressedFrames() {
        try (RawClient client = RawClient.connect(server.port())) {
            assertThat(client.handshake("/ws", "Sec-WebSocket-Extensions: permessage-deflate, x-webkit-deflate-frame"))
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContainIgnoringCase("extensions");
            client.send(RawClient.frame(RawClient.FIN | 0x40 | RawClient.TEXT, new byte[48 * 1024]));
            assertThat(client.read().code()).isEqualTo(1002);
        }
    }

    @Test
    void upgradesARequestThatWaitedPaused() {
        try (RawClient client = RawClient.connect(server.port())) {
            assertThat(client.handshake("/late")).startsWith("HTTP/1.1 101 ");
            assertEcho(client);
        }
    }

    @Test
    void refusesFramesThatCameTogetherWithTheHandshake() {
        try (RawClient client = RawClient.connect(server.port())) {
            String frame = new String(
                    RawClient.frame(RawClient.FIN | RawClient.TEXT, "early".getBytes(StandardCharsets.UTF_8)),
                    StandardCharsets.ISO_8859_1);
            String all = String.join("\r\n", UPGRADE, KEY, VERSION, "", frame);
            client.send(all.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.request("")).startsWith("HTTP/1.1 101 ");
            assertThat(client.read().code()).isEqualTo(1002);
            assertThat(client.read()).isEqualTo(RawClient.Received.END);
        }
    }

    @Test
    void upgradesAConnectionThatServedRequestsBefore() {
        try (RawClient client = RawClient.connect(server.port())) {
            assertThat(client.request("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(client.handshake("/ws")).startsWith("HTTP/1.1 101 ");
            assertEcho(client);
        }
    }

    private static void assertEcho(RawClient client) {
        client.sendText("Grüße");
        assertThat(client.read().utf8()).isEqualTo("Grüße");
    }

    private static String handshake(String... headers) {
        try (RawClient client = RawClient.connect(server.port())) {
            return client.handshake("/ws", headers).toLowerCase(Locale.ROOT);
        }
    }

    private static String request(String... lines) {
        try (RawClient client = RawClient.connect(server.port())) {
            return client.request(String.join("\r\n", lines) + "\r\n\r\n").toLowerCase(Locale.ROOT);
        }
    }
}
