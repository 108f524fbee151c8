package io.confab.socketio;

import io.confab.socketio.engine.EngineLimits;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@link SocketIoEcho} on a free port, and the requests that its clients make. */
final class EchoServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vertx vertx = Vertx.vertx();
    private final String authority;
    private final String path;

    /** One on one event loop, as the public suites want it. */
    EchoServer(String path) {
        this(path, 1, SocketIoEcho.LIMITS, SocketIoLimits.STANDARD);
    }

    EchoServer(String path, int loops, EngineLimits engineLimits, SocketIoLimits limits) {
        int port = freePort();
        this.path = path;
        authority = "localhost:" + port;
        SocketIoEcho.start(vertx, port, loops, engineLimits, limits).await();
    }

    HttpResponse<String> get(String query) {
        return await(http.sendAsync(request(query).GET().build(), BodyHandlers.ofString()));
    }

    CompletableFuture<HttpResponse<String>> getLater(String query) {
        return http.sendAsync(request(query).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> call(String method, String query, byte[] body) {
        return await(http.sendAsync(
                request(query).method(method, BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString()));
    }

    /** A poll. */
    HttpResponse<String> poll(String sid) {
        return get(polling(sid));
    }

    HttpResponse<String> post(String sid, String body) {
        return call("POST", polling(sid), body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    String polling(String sid) {
        return "EIO=4&transport=polling&sid=" + sid;
    }

    /** Opens a session that polls. */
    String open() {
        String greeting = get("EIO=4&transport=polling").body();
        return new io.vertx.core.json.JsonObject(greeting.substring(1)).getString("sid");
    }

    WebSocketProbe socket(String query) {
        return await(connect(query));
    }

    CompletableFuture<WebSocketProbe> connect(String query) {
        return WebSocketProbe.connect(http, URI.create("ws://" + authority + path + "?" + query));
    }

    /** Opens a session on a WebSocket and takes its greeting. */
    WebSocketProbe openSocket() {
        WebSocketProbe socket = socket("EIO=4&transport=websocket");
        socket.next();
        return socket;
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create("http://" + authority + path + "?" + query))
                .timeout(PATIENCE);
    }

    static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
