package io.confab.server.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A WebSocket of the JDK's client, as an old program would use it: texts in, texts out. */
public final class TextSocket implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closing> closing = new CompletableFuture<>();
    private final WebSocket socket;
    private StringBuilder text = new StringBuilder();

    /** How a socket ended; 1006 without a close frame. */
    public record Closing(int code, String reason) {}

    private TextSocket(URI server, String path, Map<String, String> headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
        headers.forEach(builder::header);
        socket = builder.buildAsync(URI.create("ws://" + server.getAuthority() + path), new Receiver())
                .join();
    }

    /** Opens one; throws an {@link AssertionError} when the handshake is refused. */
    public static TextSocket open(URI server, String path, Map<String, String> headers) {
        try {
            return new TextSocket(server, path, headers);
        } catch (CompletionException refused) {
            throw new AssertionError("The handshake on " + path + " failed", refused);
        }
    }

    /** Opens one without further headers. */
    public static TextSocket open(URI server, String path) {
        return open(server, path, Map.of());
    }

    /** The status with which a handshake is refused; 101 when it is not. */
    public static int refusal(URI server, String path, Map<String, String> headers) {
        try {
            new TextSocket(server, path, headers).close();
            return 101;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    /** Says something. */
    public void send(String message) {
        socket.sendText(message, true).join();
    }

    /** Says something, unless it is closed by now; whether that was said. */
    public boolean offer(String message) {
        try {
            send(message);
            return true;
        } catch (CompletionException closed) {
            return false;
        }
    }

    /** Says something in a binary frame. */
    public void send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    /** The next text; fails when none comes. */
    public String next() {
        try {
            String next = texts.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing came; " + (closing.isDone() ? "closed with " + closing.join() : ""));
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next text as JSON. */
    public JsonNode nextJson() {
        String next = next();
        try {
            return Wire.json().readTree(next);
        } catch (IOException e) {
            throw new AssertionError(next, e);
        }
    }

    /** The next texts. */
    public List<String> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    /** What has come and was not taken. */
    public List<String> rest() {
        return List.copyOf(texts);
    }

    /** How the server ended it; fails when it does not. */
    public Closing closed() {
        try {
            return closing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("It is still open; not taken: " + texts, e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Closes it as a program does that ends in order, and waits for the answer. */
    @Override
    public void close() {
        if (!closing.isDone()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .handle((done, failed) -> done)
                    .join();
            closed();
        }
    }

    /** Loses the connection without a word. */
    public void abort() {
        socket.abort();
    }

    private final class Receiver implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                texts.add(text.toString());
                text = new StringBuilder();
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closing.complete(new Closing(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closing.complete(new Closing(1006, ""));
        }
    }
}
