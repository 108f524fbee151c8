package io.confab.gateway.socket;

import io.confab.contract.net.KnownOrigins;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.util.ResourceLeakDetector;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A server on one event loop: sockets on {@code /ws}, an answer on {@code /hello}. */
final class SocketServer implements AutoCloseable {

    static {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
    private final Context loop = vertx.getOrCreateContext();
    private final AtomicInteger flushes = new AtomicInteger();
    private final AtomicInteger large = new AtomicInteger();
    private final BlockingQueue<HttpConnection> ended = new LinkedBlockingQueue<>();
    private final Sockets sockets;
    private final int port;

    /** Each new socket goes to {@code opened}, on its loop. */
    SocketServer(SocketLimits limits, Consumer<Socket> opened) {
        sockets = on(() -> new Sockets(vertx, limits, new KnownOrigins(List.of("https://chat.example"))));
        Router router = Router.router(vertx);
        router.route("/hello").handler(call -> call.end("hello"));
        router.route("/large").handler(call -> {
            large.incrementAndGet();
            call.end("x".repeat(100_000));
        });
        router.route().handler(BodyHandler.create());
        router.route("/ws").handler(call -> upgrade(call, opened));
        router.route("/late").handler(call -> {
            call.request().pause();
            vertx.setTimer(5, later -> upgrade(call, opened));
        });
        router.route()
                .failureHandler(
                        call -> call.response().setStatusCode(call.statusCode()).end());
        port = on(() -> vertx.createHttpServer(limits.harden(new HttpServerOptions()))
                        .connectionHandler(this::accept)
                        .requestHandler(router)
                        .listen(0, "127.0.0.1"))
                .map(HttpServer::actualPort)
                .await();
    }

    /** Sends back every message. */
    static void echo(Socket socket) {
        socket.onText(socket::write);
        socket.onBinary(message -> {
            try (Frame frame = Frame.binary(message)) {
                socket.write(frame);
            }
        });
    }

    private void accept(HttpConnection connection) {
        ((HttpServerConnection) connection).channelHandlerContext().pipeline().addFirst(new FlushProbe());
        connection.closeHandler(closed -> ended.add(connection));
        sockets.admit(connection);
    }

    private void upgrade(RoutingContext call, Consumer<Socket> opened) {
        List<String> offered = Sockets.subprotocols(call.request());
        String chosen = offered.contains("confab.v1") ? "confab.v1" : null;
        sockets.upgrade(call.request(), chosen).onSuccess(opened::accept).onFailure(call::fail);
    }

    /** How often anything was flushed to the kernel. */
    int flushes() {
        return flushes.get();
    }

    /** How often {@code /large} was answered. */
    int large() {
        return large.get();
    }

    /** Connections of HTTP that have ended. */
    BlockingQueue<HttpConnection> ended() {
        return ended;
    }

    int port() {
        return port;
    }

    Sockets sockets() {
        return sockets;
    }

    /** What {@code call} gives on the server's event loop. */
    <T> T on(Callable<T> call) {
        return Future.<T>future(promise -> loop.runOnContext(turn -> {
                    try {
                        promise.complete(call.call());
                    } catch (Exception e) {
                        promise.fail(e);
                    }
                }))
                .await();
    }

    /** Standard limits with a sweep so fast that tests need not wait. */
    static SocketLimits limits() {
        return new SocketLimits(
                512 * 1024,
                64 * 1024,
                1024 * 1024,
                Duration.ofSeconds(10),
                Duration.ofSeconds(75),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(25),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMillis(20));
    }

    private final class FlushProbe extends ChannelOutboundHandlerAdapter {
        @Override
        public void flush(ChannelHandlerContext ctx) {
            flushes.incrementAndGet();
            ctx.flush();
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
