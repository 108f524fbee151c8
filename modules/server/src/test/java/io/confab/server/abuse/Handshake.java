package io.confab.server.abuse;

import io.confab.testkit.client.Frame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * What the server answers to somebody who shows a token in the handshake, up to the closing of the socket.
 *
 * <p>By the JDK's client: that of Vert.x fails when answer and closing come in one packet with the end of the handshake.
 */
final class Handshake {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int PATIENCE_SECONDS = 10;

    private Handshake() {}

    static List<Object> bySubprotocol(URI server, String token) {
        return answer(server, CLIENT.newWebSocketBuilder().subprotocols("confab.v1", "bearer." + token));
    }

    static List<Object> byHeader(URI server, String token) {
        return answer(server, CLIENT.newWebSocketBuilder().header("Authorization", "Bearer " + token));
    }

    /** The errors that were said and the close code. */
    private static List<Object> answer(URI server, WebSocket.Builder builder) {
        Listener listener = new Listener();
        URI address = URI.create("ws://" + server.getAuthority() + "/ws");
        return builder.buildAsync(address, listener)
                .thenCompose(open -> listener.answer)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static final class Listener implements WebSocket.Listener {

        private final CompletableFuture<List<Object>> answer = new CompletableFuture<>();
        private final List<Frame> errors = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                Frame frame = Frame.parse(text.toString());
                text.setLength(0);
                if (frame.is("error")) {
                    errors.add(frame);
                }
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            answer.complete(List.of(errors, code));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            answer.completeExceptionally(cause);
        }
    }
}
