package io.confab.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.contract.Wire;
import io.confab.server.config.Config;
import io.confab.server.config.ConfigReader;
import io.confab.testkit.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole server in this JVM, on a free port and a database of its own, with a few words of REST for tests. */
public final class RunningServer implements AutoCloseable {

    /** Signs the tokens of every server that is started here. */
    public static final String SECRET = "a secret of the tests that is long enough";

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> settings = new HashMap<>();
    private Node node;
    private int port;

    private RunningServer(Map<String, String> settings) {
        this.settings.putAll(settings);
        this.settings.putIfAbsent("CONFAB_PORT", "0");
        this.settings.put("JWT_SECRET", SECRET);
        this.settings.putIfAbsent("CONFAB_RATE_REGISTRATIONS", "1000");
    }

    /** A server on a fresh database. */
    public static RunningServer start() {
        return start(Map.of("MYSQL_URI", Services.mysql()));
    }

    /** A server with these variables set; {@code MYSQL_URI} must be among them. */
    public static RunningServer start(Map<String, String> settings) {
        RunningServer server = new RunningServer(settings);
        server.startNode();
        return server;
    }

    private void startNode() {
        Config config = ConfigReader.read(null, settings, List.of());
        node = new Node(config, settings.get("MYSQL_URI"), SECRET, line -> {});
        port = node.start().await();
    }

    /** Stops it and starts it again on the same port and database. */
    public void restart() {
        node.stop(STOP_DEADLINE);
        settings.put("CONFAB_PORT", Integer.toString(port));
        startNode();
    }

    /** Its base address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Its database. */
    public String mysqlUri() {
        return settings.get("MYSQL_URI");
    }

    /** Registers an account and signs it in; answers with the access token. */
    public String register(String name) {
        ObjectNode account =
                Wire.json().createObjectNode().put("username", name).put("password", "password of " + name);
        post("/api/v1/accounts", null, account);
        return post("/api/v1/sessions", null, account).path("access_token").asText();
    }

    /** A POST that must succeed. */
    public JsonNode post(String path, String token, JsonNode body) {
        return json(call("POST", path, token, body.toString()));
    }

    /** A GET that must succeed. */
    public JsonNode get(String path, String token) {
        return json(call("GET", path, token, null));
    }

    /** Any call; {@code token} and {@code body} may be null. */
    public HttpResponse<String> call(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(response.request().uri() + ": " + response.statusCode() + " " + response.body());
        }
        try {
            return Wire.json().readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    @Override
    public void close() {
        node.stop(STOP_DEADLINE);
    }
}
