package io.confab.socketio;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket of the JDK that keeps what comes in: texts as String, bytes as a list. */
final class WebSocketProbe implements WebSocket.Listener {

    private static final String PING = "2";

    private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    static CompletableFuture<WebSocketProbe> connect(HttpClient http, URI uri) {
        WebSocketProbe probe = new WebSocketProbe();
        return http.newWebSocketBuilder().buildAsync(uri, probe).thenApply(socket -> {
            probe.socket = socket;
            return probe;
        });
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            messages.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        List<Byte> bytes = new ArrayList<>();
        while (data.hasRemaining()) {
            bytes.add(data.get());
        }
        messages.add(bytes);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(null);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(null);
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    void send(byte... bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next message of any kind. */
    Object next() {
        try {
            Object message = messages.poll(20, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came");
            }
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message but pings, which are answered. */
    Object nextSaid() {
        Object message = next();
        while (PING.equals(message)) {
            send("3");
            message = next();
        }
        return message;
    }

    void awaitClosed() {
        closed.orTimeout(20, TimeUnit.SECONDS).join();
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    void close() {
        socket.abort();
    }
}
