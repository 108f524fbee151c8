package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.socket.RawClient.Received;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SocketTest {

    private static final BlockingQueue<Socket> OPENED = new LinkedBlockingQueue<>();
    private static SocketServer server;

    @BeforeAll
    static void start() {
        server = new SocketServer(SocketServer.limits(), OPENED::add);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void hearsOnAfterAnEmptyFirstFragment() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            use(socket -> socket.onText(socket::write));
            client.send(RawClient.frame(RawClient.TEXT, new byte[0]));
            client.send(RawClient.frame(RawClient.CONTINUATION, new byte[0]));
            client.send(RawClient.frame(RawClient.FIN | RawClient.CONTINUATION, "a".getBytes(StandardCharsets.UTF_8)));
            client.sendText("b");
            assertThat(client.read().payload()).isEqualTo("a");
            assertThat(client.read().payload()).isEqualTo("b");
        }
    }

    @Test
    void refusesAFrameThatIsTooLongByItsHeaderAlone() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            use(SocketServer::echo);
            client.send(new byte[] {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 0, 8, 0, 1});
            assertThat(client.read().code()).isEqualTo(1009);
            assertThat(client.read()).isEqualTo(Received.END);
        }
    }

    @Test
    void refusesAMessageWhoseFragmentsAreTooLongTogether() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            CompletableFuture<Closed> closed = new CompletableFuture<>();
            use(socket -> socket.onClose(closed::complete));
            byte[] half = new byte[300 * 1024];
            client.send(RawClient.frame(RawClient.BINARY, half));
            client.send(RawClient.frame(RawClient.CONTINUATION, half));
            assertThat(client.read().code()).isEqualTo(1009);
            assertThat(closed.get(10, TimeUnit.SECONDS).code()).isEqualTo(1009);
        }
    }

    @Test
    void takesNoHarmFromWritesAfterTheClose() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Socket socket = use(ready -> {});
            Consumer<Socket> late = ended -> {
                ended.write("late");
                ended.pause();
                ended.close(1000, "again");
            };
            server.on(() -> {
                socket.close(4000, "bye");
                late.accept(socket);
                return null;
            });
            Received close = client.read();
            assertThat(close.code()).isEqualTo(4000);
            assertThat(close.payload()).endsWith("bye");
            client.send(RawClient.frame(RawClient.FIN | RawClient.CLOSE, RawClient.closing(4000, new byte[0])));
            assertThat(client.read()).isEqualTo(Received.END);
            client.hangUp();
            server.on(() -> {
                late.accept(socket);
                return socket.pendingBytes();
            });
        }
    }

    @Test
    void tellsTheCodeAndReasonOfThePeerOnce() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            BlockingQueue<Closed> closed = new LinkedBlockingQueue<>();
            use(socket -> socket.onClose(closed::add));
            byte[] payload = RawClient.closing(4321, "Tschüß".getBytes(StandardCharsets.UTF_8));
            client.send(RawClient.frame(RawClient.FIN | RawClient.CLOSE, payload));
            assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo(new Closed(4321, "Tschüß"));
            assertThat(client.read()).isEqualTo(Received.close(4321));
            assertThat(client.read()).isEqualTo(Received.END);
            assertThat(closed).isEmpty();
        }
    }

    @Test
    void tellsOfALostConnectionInTheMiddleOfAMessage() throws Exception {
        CompletableFuture<Closed> closed = new CompletableFuture<>();
        try (RawClient client = RawClient.open(server.port())) {
            use(socket -> socket.onClose(closed::complete));
            client.send(RawClient.frame(RawClient.TEXT, new byte[10]));
        }
        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(new Closed(1006, ""));
    }

    @Test
    void closesWhenAHandlerThrows() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            use(socket -> socket.onText(text -> {
                throw new IllegalStateException("on purpose");
            }));
            client.sendText("boom");
            Received close = client.read();
            assertThat(close.code()).isEqualTo(1011);
            assertThat(close.payload()).doesNotContain("purpose");
        }
    }

    @Test
    void closesOnAKindOfMessageThatNobodyTakes() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            use(socket -> socket.onText(text -> {}));
            client.send(RawClient.frame(RawClient.FIN | RawClient.BINARY, new byte[1]));
            assertThat(client.read().code()).isEqualTo(1003);
        }
    }

    @Test
    void cutsALongReasonBetweenCharacters() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Socket socket = use(ready -> {});
            server.on(() -> {
                socket.close(1000, "x" + "😀".repeat(60));
                return null;
            });
            assertThat(client.read().utf8().substring(2)).isEqualTo("x" + "😀".repeat(30));
        }
    }

    @Test
    void callsItsHandlersOnTheContextOfTheServer() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            BlockingQueue<Boolean> sameContext = new LinkedBlockingQueue<>();
            Object context = server.on(Vertx::currentContext);
            use(socket -> {
                socket.onText(text -> sameContext.add(Vertx.currentContext() == context));
                socket.onClose(how -> sameContext.add(Vertx.currentContext() == context));
            });
            client.sendText("where?");
            assertThat(sameContext.poll(10, TimeUnit.SECONDS)).isTrue();
            client.hangUp();
            assertThat(sameContext.poll(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void readsNoFurtherWhilePausedAndLosesNothing() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            Socket socket = use(ready -> ready.onText(text -> {
                received.add(text);
                ready.pause();
            }));
            client.sendText("first");
            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
            client.sendText("second");
            server.on(() -> received.isEmpty());
            assertThat(received).isEmpty();
            server.on(() -> {
                socket.resume();
                return null;
            });
            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
        }
    }

    @Test
    void finishesTheClosingHandshakeOfAPausedSocket() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Socket socket = use(Socket::pause);
            server.on(() -> {
                socket.close(1001, "");
                return null;
            });
            assertThat(client.read()).isEqualTo(Received.close(1001));
            client.send(RawClient.frame(RawClient.FIN | RawClient.CLOSE, RawClient.closing(1001, new byte[0])));
            assertThat(client.read()).isEqualTo(Received.END);
        }
    }

    /** The socket of the client that connected last, given to {@code setup} on its loop. */
    private static Socket use(Consumer<Socket> setup) throws InterruptedException {
        Socket socket = OPENED.poll(10, TimeUnit.SECONDS);
        return server.on(() -> {
            setup.accept(socket);
            return socket;
        });
    }
}
