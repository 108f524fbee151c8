package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Sends requests, and checks that every answer of an operation is one that the OpenAPI file describes. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Server server;
    private final ResponseValidator validator;
    private String token = "ann";

    Client(Server server) {
        this.server = server;
        validator = ResponseValidator.create(server.vertx, Server.document().contract());
    }

    /** The same client with another token; null for none. */
    Client as(String other) {
        Client client = new Client(server);
        client.token = other;
        return client;
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, String json) {
        return send("POST", path, json);
    }

    Reply send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request =
                request(method, path, json == null ? null : json.getBytes(StandardCharsets.UTF_8));
        if (json != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
        }
        return send(request);
    }

    /** Asks again until the answer is the one that is waited for. */
    Reply await(String method, String path, String json, Predicate<Reply> awaited) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Reply reply = send(method, path, json);
        while (!awaited.test(reply) && System.nanoTime() < deadline) {
            reply = send(method, path, json);
        }
        assertThat(awaited.test(reply)).as(reply.text()).isTrue();
        return reply;
    }

    Reply sendBytes(String method, String path, byte[] body, String contentType) {
        return send(request(method, path, body).setHeader("Content-Type", contentType));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            HttpRequest built = request.build();
            HttpResponse<byte[]> response = HTTP.send(built, BodyHandlers.ofByteArray());
            Reply reply = new Reply(response);
            checkAgainstContract(built, reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder request(String method, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return token == null ? request : request.setHeader("Authorization", "Bearer " + token);
    }

    private void checkAgainstContract(HttpRequest request, Reply reply) {
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
        Operation operation = Server.document()
                .contract()
                .findOperation(request.uri().getRawPath(), HttpMethod.valueOf(request.method()));
        if (operation == null) {
            return;
        }
        Map<String, String> headers = new HashMap<>();
        reply.response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        ValidatableResponse response = reply.bytes().length == 0
                ? ValidatableResponse.create(reply.status(), headers)
                : ValidatableResponse.create(
                        reply.status(), headers, Buffer.buffer(reply.bytes()), reply.header("Content-Type"));
        validator.validate(response, operation.getOperationId()).await();
    }

    /** An answer. */
    static final class Reply {
        private final HttpResponse<byte[]> response;

        private Reply(HttpResponse<byte[]> response) {
            this.response = response;
        }

        int status() {
            return response.statusCode();
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return Wire.json().readTree(text());
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + text(), e);
            }
        }

        /** Checks that this is an error of the one shape. */
        Reply isError(int status, String code) {
            assertThat(text()).isNotEmpty();
            JsonNode error = json().path("error");
            assertThat(status()).as(text()).isEqualTo(status);
            assertThat(error.path("code").asText()).as(text()).isEqualTo(code);
            assertThat(error.path("message").asText()).isNotEmpty();
            assertThat(error.path("request_id").asText()).isEqualTo(header("X-Request-Id"));
            assertThat(header("Content-Type")).isEqualTo("application/json");
            return this;
        }

        /** Checks which part of the request the error names. */
        Reply about(String field) {
            assertThat(json().path("error").path("field").asText()).as(text()).isEqualTo(field);
            return this;
        }

        Reply is(int status) {
            assertThat(status()).as(text()).isEqualTo(status);
            return this;
        }
    }
}
