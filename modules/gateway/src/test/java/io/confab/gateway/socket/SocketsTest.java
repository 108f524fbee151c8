package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.socket.RawClient.Received;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketsTest {

    private static final Duration SOON = Duration.ofMillis(150);
    private static final Duration LATER = Duration.ofMillis(600);
    private static final Duration NEVER = Duration.ofHours(1);

    private final BlockingQueue<Socket> opened = new LinkedBlockingQueue<>();

    @Test
    void closesThousandsOfSocketsThatDoNotIdentifyAndKeepsTheOthers() throws Exception {
        try (SocketServer server = new SocketServer(limits(NEVER, NEVER, LATER, NEVER, NEVER, NEVER), opened::add);
                RawClient identified = RawClient.open(server.port())) {
            Socket socket = opened.poll(10, TimeUnit.SECONDS);
            server.on(() -> {
                SocketServer.echo(socket);
                socket.identified();
                return null;
            });
            List<RawClient> idle = Stream.generate(() -> RawClient.open(server.port()))
                    .limit(2000)
                    .toList();
            for (RawClient client : idle) {
                assertThat(client.read().code()).isEqualTo(4401);
                client.close();
            }
            identified.sendText("me");
            assertThat(identified.read().payload()).isEqualTo("me");
        }
    }

    @Test
    void pingsWhoIsSilentAndClosesWhoDoesNotAnswer() throws Exception {
        try (SocketServer server = new SocketServer(
                        limits(NEVER, NEVER, NEVER, SOON, Duration.ofMillis(1500), NEVER), opened::add);
                RawClient dead = RawClient.open(server.port());
                RawClient alive = RawClient.open(server.port())) {
            byte[] pong = RawClient.frame(RawClient.FIN | RawClient.PONG, new byte[0]);
            for (int i = 0; i < 12; i++) {
                assertThat(alive.read()).isEqualTo(new Received(RawClient.PING, ""));
                alive.send(pong);
            }
            assertThat(dead.read()).isEqualTo(new Received(RawClient.PING, ""));
            assertThat(dead.read().code()).isEqualTo(4408);
        }
    }

    @Test
    void closesASocketWhosePeerTakesNothing() throws Exception {
        BlockingQueue<Closed> closed = new LinkedBlockingQueue<>();
        try (SocketServer server = new SocketServer(limits(NEVER, NEVER, NEVER, NEVER, NEVER, SOON), opened::add);
                RawClient stuck = RawClient.openSlow(server.port());
                Frame large = Frame.binary(new byte[60_000])) {
            Socket socket = opened.poll(10, TimeUnit.SECONDS);
            server.on(() -> {
                socket.onClose(closed::add);
                return null;
            });
            while (!server.<Boolean>on(socket::congested)) {
                server.on(() -> {
                    socket.write(large);
                    return null;
                });
            }
            assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo(new Closed(1013, "Too slow"));
            assertThat(stuck.read().payload()).hasSize(60_000);
        }
    }

    @Test
    void takesALongBurstInOneTurnForAPeerThatReads() throws Exception {
        try (SocketServer server = new SocketServer(limits(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER), opened::add);
                RawClient client = RawClient.open(server.port())) {
            Socket socket = opened.poll(10, TimeUnit.SECONDS);
            server.on(() -> {
                for (int i = 0; i < 10; i++) {
                    socket.write("x".repeat(30_000));
                }
                return null;
            });
            for (int i = 0; i < 10; i++) {
                assertThat(client.read().payload()).hasSize(30_000);
            }
        }
    }

    @Test
    void endsTheConnectionWhenAClosingHandshakeGoesUnanswered() throws Exception {
        try (SocketServer server = new SocketServer(limits(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER), opened::add);
                RawClient rude = RawClient.open(server.port())) {
            Socket socket = opened.poll(10, TimeUnit.SECONDS);
            server.on(() -> {
                socket.close(1000, "");
                return null;
            });
            assertThat(rude.read()).isEqualTo(Received.close(1000));
            assertThat(rude.read()).isEqualTo(Received.END);
        }
    }

    @Test
    void endsConnectionsThatSendNoRequestOrHalfAHandshake() {
        try (SocketServer server = new SocketServer(limits(SOON, NEVER, NEVER, NEVER, NEVER, NEVER), opened::add);
                RawClient mute = RawClient.connect(server.port());
                RawClient half = RawClient.connect(server.port());
                RawClient slow = RawClient.connect(server.port())) {
            half.send("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n".getBytes(StandardCharsets.UTF_8));
            slow.send("GET /ws HTTP/1.1\r\n".getBytes(StandardCharsets.UTF_8));
            slow.send("X-Slow: 1\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(mute.read()).isEqualTo(Received.END);
            assertThat(half.read()).isEqualTo(Received.END);
            assertThat(slow.read()).isEqualTo(Received.END);
        }
    }

    @Test
    void endsKeptConnectionsThatAskNothingMoreButNoSockets() throws Exception {
        try (SocketServer server = new SocketServer(limits(NEVER, SOON, NEVER, NEVER, NEVER, NEVER), opened::add);
                RawClient socket = RawClient.open(server.port());
                RawClient kept = RawClient.connect(server.port())) {
            Socket open = opened.poll(10, TimeUnit.SECONDS);
            assertThat(kept.request("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200 ");
            assertThat(kept.read()).isEqualTo(Received.END);
            server.on(() -> {
                SocketServer.echo(open);
                return null;
            });
            socket.sendText("still here");
            assertThat(socket.read().payload()).isEqualTo("still here");
        }
    }

    @Test
    void endsAConnectionWhoseBodyNeverEndsAlsoWhereNoneIsTaken() {
        SocketLimits hasty = bodyWithin(LATER);
        try (SocketServer server = new SocketServer(hasty, opened::add);
                RawClient drip = RawClient.connect(server.port())) {
            String head = drip.request("HEAD /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
            assertThat(head).startsWith("HTTP/1.1 200 ");
            drip.send(new byte[10]);
            assertThat(drip.read()).isEqualTo(Received.END);
        }
    }

    @Test
    void answersRequestsThatAreSentAtOnceOneAfterTheOther() {
        try (SocketServer server = new SocketServer(limits(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER), opened::add);
                RawClient client = RawClient.connect(server.port())) {
            client.send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 2_000; i++) {
                assertThat(client.request("")).startsWith("HTTP/1.1 200 ");
            }
            assertThat(client.request("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void endsAConnectionThatAsksThousandfoldAndReadsNothing() throws Exception {
        try (SocketServer server = new SocketServer(limits(NEVER, NEVER, NEVER, NEVER, NEVER, SOON), opened::add);
                RawClient greedy = RawClient.connectSlow(server.port())) {
            greedy.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000).getBytes(StandardCharsets.UTF_8));
            assertThat(server.ended().poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(server.large()).as("answers that were made").isLessThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: x\r\nTransfer-Encoding: xchunked\r\n",
                "Host: x\r\nTransfer-Encoding: identity\r\n",
                "Host: x\r\nTransfer-Encoding: gzip, chunked\r\n",
                "Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Host: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Host: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Host: x\r\nContent-Length: 5\r\nContent-Length: 5\r\n",
                "Host: x\r\nHost: y\r\n",
                ""
            })
    void refusesRequestsWhoseEndOrHostIsAmbiguousAndWhatFollowsThem(String headers) {
        try (SocketServer server = new SocketServer(limits(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER), opened::add);
                RawClient client = RawClient.connect(server.port())) {
            String next = "HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n";
            assertThat(client.request("HEAD /hello HTTP/1.1\r\n" + headers + "\r\n0\r\n\r\n" + next))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(client.read()).isEqualTo(Received.END);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD /hello HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
                "HEAD /hello HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n",
                "HEAD /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi",
                "HEAD /hello HTTP/1.0\r\n\r\n"
            })
    void takesRequestsThatAreClear(String request) {
        try (SocketServer server = new SocketServer(limits(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER), opened::add);
                RawClient client = RawClient.connect(server.port())) {
            assertThat(client.request(request)).contains(" 200 ");
        }
    }

    @Test
    void closesAllSocketsAndLetsNoOtherIn() throws Exception {
        try (SocketServer server = new SocketServer(limits(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER), opened::add);
                RawClient polite = RawClient.open(server.port());
                RawClient rude = RawClient.open(server.port())) {
            assertThat(server.<Integer>on(server.sockets()::count)).isEqualTo(2);
            Future<Void> ended = server.on(() -> server.sockets().close(1001, "Restart"));
            assertThat(polite.read().code()).isEqualTo(1001);
            polite.send(RawClient.frame(RawClient.FIN | RawClient.CLOSE, RawClient.closing(1001, new byte[0])));
            assertThat(rude.read().code()).isEqualTo(1001);
            try (RawClient late = RawClient.connect(server.port())) {
                assertThat(late.handshake("/ws")).startsWith("HTTP/1.1 503 ");
            }
            ended.await(10, TimeUnit.SECONDS);
            assertThat(server.<Integer>on(server.sockets()::count)).isZero();
        }
    }

    private static SocketLimits bodyWithin(Duration body) {
        SocketLimits all = limits(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER);
        return new SocketLimits(
                all.maxMessage(),
                all.softQueue(),
                all.hardQueue(),
                NEVER,
                NEVER,
                body,
                NEVER,
                NEVER,
                NEVER,
                NEVER,
                all.closeWithin(),
                all.sweepEvery());
    }

    private static SocketLimits limits(
            Duration headers, Duration next, Duration identify, Duration ping, Duration silent, Duration stuck) {
        return new SocketLimits(
                64 * 1024,
                64 * 1024,
                128 * 1024,
                headers,
                next,
                NEVER,
                identify,
                ping,
                silent,
                stuck,
                Duration.ofMillis(300),
                Duration.ofMillis(20));
    }
}
