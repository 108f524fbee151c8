package io.confab.testkit.client;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.ClientWebSocketInternal;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Opens sockets to servers that speak the native protocol. Owns a Vert.x of its own, so that a server under test in the
 * same process can be stopped without it; closing it drops all its sockets.
 */
public final class NativeClients implements AutoCloseable {

    private static final int LARGEST_FRAME = 16 * 1024 * 1024;

    private final Vertx vertx = Vertx.vertx();
    // In a field: a client that is collected dies in the middle of a handshake.
    private final WebSocketClient webSockets = vertx.createWebSocketClient(new WebSocketClientOptions()
            .setMaxConnections(Integer.MAX_VALUE)
            .setMaxFrameSize(LARGEST_FRAME)
            .setMaxMessageSize(LARGEST_FRAME)
            .setClosingTimeout(1)
            .setConnectTimeout(5_000));

    /** A client that is connected and has heard the server's {@code hello}, but has not identified. */
    public NativeClient connect(URI server) {
        return connect(options(server));
    }

    /** As {@link #connect(URI)}, with headers, subprotocols or a path of the caller's. */
    public NativeClient connect(WebSocketConnectOptions options) {
        Context context = vertx.getOrCreateContext();
        Inbox inbox = new Inbox(context);
        return new NativeClient(inbox, NativeClient.result(open(context, options, inbox::put)));
    }

    /** A client that has identified and has heard {@code ready}. */
    public NativeClient signIn(URI server, String token) {
        NativeClient client = connect(server);
        client.identify(token);
        return client;
    }

    /**
     * Opens a socket without blocking.
     *
     * @param listener hears every frame that answers no {@link NativeSocket#ask}, in order and on one context
     */
    public Future<NativeSocket> open(WebSocketConnectOptions options, Consumer<Frame> listener) {
        return open(vertx.getOrCreateContext(), options, listener);
    }

    private Future<NativeSocket> open(Context context, WebSocketConnectOptions options, Consumer<Frame> listener) {
        ClientWebSocketInternal socket = (ClientWebSocketInternal) webSockets.webSocket();
        NativeSocket made = new NativeSocket(context, socket, listener);
        return socket.connect(context, options).map(made);
    }

    /** How to reach {@code /ws} of a server known by its base address, such as {@code http://127.0.0.1:8000}. */
    public static WebSocketConnectOptions options(URI server) {
        return new WebSocketConnectOptions()
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI("/ws");
    }

    /** The Vert.x instance that all sockets run on, for timers. */
    public Vertx vertx() {
        return vertx;
    }

    /** Drops all sockets. */
    @Override
    public void close() {
        NativeClient.result(vertx.close());
    }
}
