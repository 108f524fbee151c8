package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plain HTTP client that posts forms. */
record FormClient(URI server) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A registered name and what proves it. */
    record Name(long id, String token, String cookie) {
        Map<String, String> bearer() {
            return Map.of("Authorization", "Bearer " + token);
        }
    }

    Name register(String name) {
        return register(name, Map.of());
    }

    Name register(String name, Map<String, String> headers) {
        HttpResponse<String> answer = post("/register", headers, "username", name);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = json(answer);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return new Name(
                body.path("user_id").asLong(), body.path("token").asText(), cookie.substring(0, cookie.indexOf(';')));
    }

    long group(long creator, long other) {
        HttpResponse<String> answer =
                post("/create_group", Map.of(), "name", "g", "created_by", creator, "other_user_id", other);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("group_id").asLong();
    }

    long send(long sender, long group, String content) {
        HttpResponse<String> answer =
                post("/send_message", Map.of(), "sender_id", sender, "group_id", group, "content", content);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("message_id").asLong();
    }

    HttpResponse<String> post(String path, Map<String, String> headers, Object... fields) {
        List<String> form = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1].toString(), StandardCharsets.UTF_8));
        }
        return postBody(path, headers, "application/x-www-form-urlencoded", String.join("&", form));
    }

    HttpResponse<String> postBody(String path, Map<String, String> headers, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    static JsonNode json(String text) {
        try {
            return Wire.json().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
