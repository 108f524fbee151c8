package io.confab.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.testkit.fault.TcpProxy.Direction;
import io.confab.testkit.fault.TcpProxy.Moment;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private static final int SILENCE_MILLIS = 300;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private TcpProxy proxy;

    @BeforeEach
    void startEcho() throws TimeoutException {
        NetServer echo = vertx.createNetServer().connectHandler(this::echo);
        echo.listen(0, "127.0.0.1").await(5, TimeUnit.SECONDS);
        proxy = TcpProxy.to("tcp://somebody@127.0.0.1:" + echo.actualPort());
    }

    private void echo(NetSocket socket) {
        socket.handler(bytes -> {
            arrived.add(bytes.toString());
            socket.write(bytes);
        });
    }

    @AfterEach
    void stop() throws TimeoutException {
        proxy.close();
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static String exchange(Socket socket, String text, int answer) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readNBytes(answer), StandardCharsets.UTF_8);
    }

    @Test
    void forwardsBothWays() throws IOException {
        assertThat(proxy.uri()).isEqualTo("tcp://somebody@127.0.0.1:" + proxy.port());
        try (Socket socket = connect()) {
            assertThat(exchange(socket, "hello", 5)).isEqualTo("hello");
        }
    }

    @Test
    void cutsAndRefusesUntilItIsHealed() throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, "hello", 5);
            proxy.cut();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket refused = connect()) {
            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
        proxy.heal();
        try (Socket socket = connect()) {
            assertThat(exchange(socket, "again", 5)).isEqualTo("again");
        }
    }

    @Test
    void keepsBackWhatIsStalledAndBringsItLater() throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, "hello", 5);
            proxy.stall(Direction.IN);
            socket.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> exchange(socket, "later", 5)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            socket.setSoTimeout(5_000);
            assertThat(new String(socket.getInputStream().readNBytes(5), StandardCharsets.UTF_8))
                    .isEqualTo("later");
        }
    }

    @Test
    void delaysAndLosesBytes() throws IOException {
        try (Socket socket = connect()) {
            proxy.delay(100);
            long began = System.nanoTime();
            exchange(socket, "slow", 4);
            assertThat(System.nanoTime() - began).isGreaterThan(200_000_000L);
            proxy.heal();
            proxy.lose(Direction.OUT, 3);
            assertThat(exchange(socket, "abcdef", 3)).isEqualTo("def");
        }
    }

    @Test
    void stopsALinkBeforeBytesPass() throws Exception {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        proxy.stopAt("COMMIT", Moment.BEFORE, () -> stopped.complete(null));
        try (Socket socket = connect()) {
            exchange(socket, "BEGIN", 5);
            socket.getOutputStream().write("COMMIT".getBytes(StandardCharsets.UTF_8));
            stopped.get(5, TimeUnit.SECONDS);
            assertThat(String.join("", arrived)).isEqualTo("BEGIN");
        }
    }

    @Test
    void stopsALinkAfterTheAnswerCame() throws Exception {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        proxy.stopAt("COMMIT", Moment.AFTER, () -> stopped.complete(null));
        try (Socket socket = connect()) {
            exchange(socket, "BEGIN", 5);
            socket.getOutputStream().write("COMMIT".getBytes(StandardCharsets.UTF_8));
            stopped.get(5, TimeUnit.SECONDS);
            assertThat(String.join("", arrived)).isEqualTo("BEGINCOMMIT");
            socket.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
