package io.confab.gateway.socket;

import static io.vertx.core.http.HttpHeaders.CONNECTION;
import static io.vertx.core.http.HttpHeaders.HOST;
import static io.vertx.core.http.HttpHeaders.ORIGIN;
import static io.vertx.core.http.HttpHeaders.UPGRADE;

import io.confab.contract.net.KnownOrigins;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObjectEncoder;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.handler.HttpException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Makes a socket of an HTTP request, and is the only class that knows how Vert.x 5.0 builds a connection.
 *
 * <p>Vert.x checks and answers the handshake. Then its own handler is told that the connection has ended, so that it
 * settles its metrics and lets go of everything, and is replaced: the channel keeps Netty's frame codec, UTF-8 check and
 * aggregator, and {@link FrameHandler}. Vert.x's gauges therefore count no open WebSocket; {@link Sockets#count()} does.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline too when a write or a close fails.
final class SocketUpgrade {

    private static final String KEY = "Sec-WebSocket-Key";
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String VERSION = "Sec-WebSocket-Version";
    private static final int KEY_LENGTH = 16;

    private SocketUpgrade() {}

    /** The subprotocols that a request offers, in its order of preference. */
    static List<String> subprotocols(HttpServerRequest request) {
        return tokens(request, PROTOCOL);
    }

    /**
     * Whether a request is a handshake that may go ahead (RFC 6455 section 4.2.1).
     *
     * @throws HttpException with the status and the sentence of the answer: 400, 403 or 426
     */
    static void check(HttpServerRequest request, KnownOrigins origins) {
        if (!isUpgrade(request)) {
            request.response().putHeader(UPGRADE, "websocket").putHeader(CONNECTION, "Upgrade");
            throw new HttpException(426, "This address speaks WebSocket only.");
        }
        if (!"13".equals(request.getHeader(VERSION))) {
            request.response().putHeader(VERSION, "13");
            throw new HttpException(426, "Only version 13 of the WebSocket protocol is spoken.");
        }
        if (!isKey(request.getHeader(KEY)) || request.getHeader(HOST) == null) {
            throw new HttpException(400, "The WebSocket handshake is incomplete.");
        }
        if (!origins.allow(request.headers().getAll(ORIGIN), request.getHeader(HOST))) {
            throw new HttpException(403, "Pages of this origin may not open a WebSocket.");
        }
    }

    /** Answers the handshake and puts {@code handler} in Vert.x's place; fails when the client has gone. */
    static Future<Void> perform(HttpServerRequest request, String subprotocol, int maxMessage, FrameHandler handler) {
        if (subprotocol != null) {
            request.response().putHeader(PROTOCOL, subprotocol);
        }
        EarlyFrames early = new EarlyFrames();
        watch(request.connection(), early);
        ChannelPipeline pipeline = pipeline(request.connection());
        return Future.succeededFuture()
                .compose(checked -> request.toWebSocket())
                .compose(answered -> takeOver(pipeline, maxMessage, handler))
                .onSuccess(taken -> early.punish(handler.socket()))
                .onComplete(done -> remove(pipeline, EarlyFrames.class));
    }

    /** Has a new connection decode requests by {@link StrictRequestDecoder}. */
    static void harden(HttpConnection connection, HttpServerOptions options) {
        ChannelPipeline pipeline = pipeline(connection);
        String name = pipeline.context(HttpRequestDecoder.class).name();
        pipeline.replace(name, name, new StrictRequestDecoder(options));
    }

    /** Puts a handler between the HTTP codec of a new connection and Vert.x. */
    static void watch(HttpConnection connection, ChannelHandler handler) {
        ChannelHandlerContext vertx = ((HttpServerConnection) connection).channelHandlerContext();
        vertx.pipeline().addBefore(vertx.name(), null, handler);
    }

    private static ChannelPipeline pipeline(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().pipeline();
    }

    private static Future<Void> takeOver(ChannelPipeline pipeline, int maxMessage, FrameHandler handler) {
        Channel channel = pipeline.channel();
        // The encoder of HTTP goes when the answer is in the kernel; only a client that reads nothing can hold it up.
        if (!channel.isActive() || pipeline.get(HttpObjectEncoder.class) != null) {
            channel.close();
            return Future.failedFuture(new ClosedChannelException());
        }
        retire(pipeline);
        // The first queues writes beyond all counting, the second keeps a timer per connection.
        remove(pipeline, ChunkedWriteHandler.class);
        remove(pipeline, IdleStateHandler.class);
        remove(pipeline, RequestDeadline.class);
        remove(pipeline, RequestFraming.class);
        pipeline.addLast(new Utf8FrameValidator(false), new WebSocketFrameAggregator(maxMessage), handler);
        channel.config().setAutoRead(true);
        return Future.succeededFuture();
    }

    private static void retire(ChannelPipeline pipeline) {
        ChannelHandlerContext vertx = pipeline.lastContext();
        try {
            ((ChannelInboundHandler) vertx.handler()).channelInactive(vertx);
        } catch (Exception declared) {
            throw new IllegalStateException("Vert.x did not let go of a connection.", declared);
        }
        pipeline.remove(vertx.handler());
    }

    private static void remove(ChannelPipeline pipeline, Class<? extends ChannelHandler> type) {
        if (pipeline.get(type) != null) {
            pipeline.remove(type);
        }
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1
                && HttpMethod.GET.equals(request.method())
                && tokens(request, UPGRADE).stream().anyMatch("websocket"::equalsIgnoreCase)
                && tokens(request, CONNECTION).stream().anyMatch("upgrade"::equalsIgnoreCase);
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.strip()).length == KEY_LENGTH;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static List<String> tokens(HttpServerRequest request, CharSequence header) {
        return request.headers().getAll(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .toList();
    }

    /**
     * Catches frames that came together with the request: a client must wait for the answer (RFC 6455 section 4.1), and
     * Vert.x would lose them and leak their buffers.
     */
    private static final class EarlyFrames extends SimpleChannelInboundHandler<WebSocketFrame> {

        private boolean seen;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            seen = true;
        }

        void punish(Socket socket) {
            if (seen) {
                socket.fail(Closed.TOO_EARLY);
            }
        }
    }
}
