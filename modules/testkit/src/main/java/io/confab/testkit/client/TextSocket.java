package io.confab.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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

/**
 * A plain WebSocket for tests on plain threads: whole text messages as they came, in order. Every wait ends after
 * {@link NativeClient#PATIENCE_SECONDS} with an {@link AssertionError}.
 */
public final class TextSocket implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** How the server closed it: 1006 and no reason when the connection was lost. */
    public record Closed(int code, String reason) {}

    private TextSocket(URI address, Map<String, String> headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        socket = builder.buildAsync(address, new Ears()).join();
    }

    /** Opens a path of a server known by its base address. */
    public static TextSocket open(URI server, String path) {
        return open(server, path, Map.of());
    }

    /** The same with headers. */
    public static TextSocket open(URI server, String path, Map<String, String> headers) {
        return new TextSocket(URI.create("ws://" + server.getAuthority() + path), headers);
    }

    /** The status with which the server refuses the handshake. */
    public static int refusal(URI server, String path, Map<String, String> headers) {
        try (TextSocket open = open(server, path, headers)) {
            throw new AssertionError("Not refused: " + path + ", " + open.closed.isDone());
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** Takes the next message. */
    public String next() {
        try {
            String text = heard.poll(NativeClient.PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("Nothing came; closed: " + closed.getNow(null));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Takes the next message as JSON. */
    public JsonNode nextJson() {
        String text = next();
        try {
            return Wire.json().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Takes so many messages. */
    public List<String> next(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(next());
        }
        return texts;
    }

    /** What came and was not taken. */
    public List<String> waiting() {
        return List.copyOf(heard);
    }

    /** Sends a text message. */
    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Sends a binary message. */
    public void send(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Drops the connection without a word. */
    public void drop() {
        socket.abort();
    }

    /** Waits until the server closes it. */
    public Closed closed() {
        try {
            return closed.get(NativeClient.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("Not closed; heard " + heard, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Closes with 1000. */
    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket);
    }

    /** Puts fragments together. */
    private final class Ears implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                heard.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(new Closed(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable cause) {
            closed.complete(new Closed(1006, ""));
        }
    }
}
