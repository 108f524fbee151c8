package io.confab.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The few words of REST that tests need, on plain threads.
 *
 * @param server the server's base address
 */
public record RestClient(URI server) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BUSY = Duration.ofSeconds(20);
    private static final int UNAVAILABLE = 503;

    /** A user and the access token he shows. */
    public record Person(long userId, String token) {}

    /**
     * Registers an account and signs it in. For the set-up of tests: a server that is too busy to hash a password is asked again
     * when it says so.
     */
    public Person register(String name) {
        JsonNode answer = json(register(name, "password of " + name));
        return new Person(
                answer.path("user").path("id").asLong(),
                answer.path("access_token").asText());
    }

    /** The answer to a registration, whatever it is but "too busy": that one is asked again for 20 s. */
    public HttpResponse<String> register(String name, String password) {
        String body =
                Wire.object(Map.of("username", name, "password", password)).toString();
        Instant deadline = Instant.now().plus(BUSY);
        HttpResponse<String> answer = call("POST", "/api/v1/accounts", null, body);
        while (answer.statusCode() == UNAVAILABLE && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(Duration.ofSeconds(retryAfter(answer)).toNanos());
            answer = call("POST", "/api/v1/accounts", null, body);
        }
        return answer;
    }

    private static long retryAfter(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("Retry-After").orElse(1);
    }

    /** A GET that must succeed. */
    public JsonNode get(String path, String token) {
        return json(call("GET", path, token, null));
    }

    /** A POST that must succeed; {@code body} is anything {@link Wire} can write. */
    public JsonNode post(String path, String token, Object body) {
        return json(call("POST", path, token, Wire.object(body).toString()));
    }

    /** Any call, whatever comes of it; {@code token} and {@code body} may be null. */
    public HttpResponse<String> call(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    /** Any request at all. */
    public static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request.method() + " " + request.uri(), e);
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
}
