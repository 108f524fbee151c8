package io.confab.socketio;

import io.confab.socketio.engine.Connection;
import io.confab.socketio.engine.Engine;
import io.confab.socketio.engine.EngineLimits;
import io.confab.socketio.engine.Packet;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;

/**
 * The application that the public suites of both protocols ask for: Engine.IO at {@code /engine.io/} says everything again;
 * Socket.IO at {@code /socket.io/} tells what it was shown in {@code auth}, answers {@code message} and {@code
 * message-with-ack}, in the namespaces {@code /} and {@code /custom}.
 */
public final class SocketIoEcho extends VerticleBase {

    static final EngineLimits LIMITS = new EngineLimits(
            Duration.ofMillis(300), Duration.ofMillis(200), 1_000_000, 64 * 1024, 4_000_000, Duration.ofSeconds(10));

    private static final long APART_MILLIS = 5;

    private final int port;
    private final EngineLimits engineLimits;
    private final SocketIoLimits limits;

    private SocketIoEcho(int port, EngineLimits engineLimits, SocketIoLimits limits) {
        this.port = port;
        this.engineLimits = engineLimits;
        this.limits = limits;
    }

    /** Listens on the port that is given as the only argument. */
    public static void main(String[] args) {
        start(Vertx.vertx(), Integer.parseInt(args[0]), 1, LIMITS, SocketIoLimits.STANDARD)
                .onFailure(cause -> {
                    System.err.println(cause.getMessage());
                    System.exit(1);
                });
    }

    /** Listens on all of so many event loops. */
    static Future<String> start(Vertx vertx, int port, int loops, EngineLimits engineLimits, SocketIoLimits limits) {
        return vertx.deployVerticle(
                () -> new SocketIoEcho(port, engineLimits, limits), new DeploymentOptions().setInstances(loops));
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        new Engine(vertx, "/engine.io", engineLimits, new PlainWebSockets(), SocketIoEcho::echo)
                .mount(router, "/engine.io");
        new SocketIo(vertx, "/socket.io", engineLimits, limits, new PlainWebSockets())
                .namespace("/", this::enter)
                .namespace("/custom", this::enter)
                .namespace("/broken", SocketIoEcho::fail)
                .mount(router, "/socket.io");
        // compressed frames would keep no order with what a client does on other connections
        HttpServerOptions options = new HttpServerOptions()
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxWebSocketMessageSize(engineLimits.maxPayload())
                .setMaxWebSocketFrameSize(engineLimits.maxPayload());
        return vertx.createHttpServer(options).requestHandler(router).listen(port, "localhost");
    }

    private static void echo(Connection connection) {
        connection.onText(text -> connection.send(Packet.of("4" + text)));
        connection.onBinary(bytes -> connection.send(Packet.of(bytes)));
    }

    /** Where the application has a fault. */
    private static void fail(Entry entry) {
        entry.accept();
        entry.socket().onEvent(event -> {
            throw new IllegalStateException("This application has a fault");
        });
    }

    /** Tells {@code auth} a moment later: the suite's client loses what comes in one read with the packet before. */
    private void enter(Entry entry) {
        NamespaceSocket socket = entry.socket();
        entry.accept();
        vertx.setTimer(APART_MILLIS, later -> socket.emit("auth", entry.auth()));
        socket.onEvent(event -> {
            Object[] args = event.args().getList().toArray();
            switch (event.name()) {
                case "message" -> socket.emit("message-back", args);
                case "message-with-ack" -> event.ack().answer(args);
                default -> {} // nobody asked
            }
        });
    }
}
