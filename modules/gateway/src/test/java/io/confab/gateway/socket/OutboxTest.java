package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxTest {

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
    void flushesOncePerTurn() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Socket socket = use(ready -> {});
            int before = server.flushes();
            server.on(() -> {
                for (int i = 0; i < 100; i++) {
                    socket.write("message " + i);
                }
                return null;
            });
            for (int i = 0; i < 100; i++) {
                assertThat(client.read().payload()).isEqualTo("message " + i);
            }
            assertThat(server.flushes() - before).isEqualTo(1);
        }
    }

    @Test
    void sharesTheBytesOfAFrameAmongAllSocketsAndReleasesThem() throws Exception {
        List<RawClient> clients =
                Stream.generate(() -> RawClient.open(server.port())).limit(50).toList();
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            sockets.add(use(socket -> {}));
        }
        String text = "ü".repeat(40_000);
        ByteBuf bytes = server.on(() -> {
            try (Frame frame = Frame.text(text)) {
                ByteBuf shared = frame.share();
                sockets.forEach(socket -> socket.write(frame));
                sockets.forEach(socket -> socket.write(frame));
                return shared;
            }
        });
        for (RawClient client : clients) {
            assertThat(client.read().utf8()).isEqualTo(text);
            assertThat(client.read().utf8()).isEqualTo(text);
            client.close();
        }
        ByteBuf wire = bytes.unwrap();
        bytes.release();
        assertThat(server.<Integer>on(wire::refCnt)).isZero();
    }

    @Test
    void givesUpOnASlowReaderAtTheHardLimitAndHarmsNobodyElse() throws Exception {
        try (RawClient slow = RawClient.openSlow(server.port());
                Frame large = Frame.binary(new byte[60_000])) {
            CompletableFuture<Closed> closed = new CompletableFuture<>();
            Socket socket = use(ready -> ready.onClose(closed::complete));
            try (RawClient other = RawClient.open(server.port())) {
                use(SocketServer::echo);
                long highest = 0;
                boolean congested = false;
                while (!closed.isDone()) {
                    highest = Math.max(highest, server.<Long>on(() -> {
                        socket.write(large);
                        return socket.pendingBytes();
                    }));
                    congested |= server.<Boolean>on(socket::congested);
                }
                assertThat(congested).isTrue();
                assertThat(highest).isBetween(64 * 1024L, 1024 * 1024L + 2 * 60_000);
                assertThat(closed.get().code()).isEqualTo(1013);
                assertThat(slow.read().payload()).hasSize(60_000);
                other.sendText("still there");
                assertThat(other.read().payload()).isEqualTo("still there");
            }
        }
    }

    @Test
    void tellsWhenASlowReaderHasCaughtUp() throws Exception {
        try (RawClient slow = RawClient.openSlow(server.port());
                Frame large = Frame.binary(new byte[60_000])) {
            CompletableFuture<Long> drained = new CompletableFuture<>();
            Socket socket = use(ready -> ready.onDrain(() -> drained.complete(ready.pendingBytes())));
            int written = 0;
            while (!server.<Boolean>on(socket::congested)) {
                server.on(() -> {
                    socket.write(large);
                    return null;
                });
                written++;
            }
            assertThat(drained).isNotDone();
            for (int i = 0; i < written; i++) {
                assertThat(slow.read().payload()).hasSize(60_000);
            }
            assertThat(drained.get(10, TimeUnit.SECONDS)).isLessThan(64 * 1024);
        }
    }

    @Test
    void doesNotTakePingsWithoutBoundFromWhoDoesNotRead() throws Exception {
        try (RawClient client = RawClient.openSlow(server.port())) {
            CompletableFuture<Closed> closed = new CompletableFuture<>();
            use(socket -> {
                socket.identified();
                socket.onClose(closed::complete);
            });
            ByteArrayOutputStream pings = new ByteArrayOutputStream();
            for (int i = 0; i < 100; i++) {
                pings.writeBytes(RawClient.frame(RawClient.FIN | RawClient.PING, new byte[125]));
            }
            while (!closed.isDone()) {
                client.send(pings.toByteArray());
            }
            assertThat(closed.get().code()).isEqualTo(1013);
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
