package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.server.RunningServer;
import io.confab.testkit.client.RestClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of rooms (S3) over HTTP. */
class RoomsIT {

    @RegisterExtension
    private static final OldClients ALL = new OldClients();

    @Test
    void greetsProgramsWithJsonAndBrowsersWithThePage() {
        HttpResponse<String> program = ALL.rest().call("GET", "/", null, null);
        assertThat(program.body())
                .isIn(
                        "{\"status\":\"online\",\"message\":\"WebSocket Chat API is running\"}",
                        "{\"message\":\"WebSocket Chat API is running\",\"status\":\"online\"}");
        assertThat(program.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(program.headers().firstValue("vary").orElse("")).contains("Accept");

        HttpResponse<String> browser = send("GET", "/", Map.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        assertThat(browser.body()).containsIgnoringCase("<!doctype html>");
        assertThat(browser.headers().firstValue("vary").orElse("")).contains("Accept", "Accept-Encoding");

        assertThat(send("HEAD", "/", Map.of()).statusCode()).isEqualTo(405);
        assertThat(send("HEAD", "/", Map.of("Accept", "text/html")).statusCode())
                .isEqualTo(200);
        assertThat(ALL.rest().call("DELETE", "/", null, null).statusCode()).isEqualTo(405);
    }

    @Test
    void listsTheThreeRoomsOfAFreshServerFirstAndInOrder() {
        try (RunningServer fresh = RunningServer.start()) {
            JsonNode rooms = fresh.rest().get("/api/rooms", null);
            assertThat(rooms).hasSize(3);
            assertThat(rooms.findValuesAsText("id")).containsExactly("general", "random", "tech");
            assertThat(rooms.findValuesAsText("name")).containsExactly("General", "Random", "Tech Talk");
            assertThat(rooms.get(0).fieldNames())
                    .toIterable()
                    .containsExactly("id", "name", "created_at", "member_count");
            assertThat(rooms.get(0).path("member_count").asInt(-1)).isZero();
            assertThat(rooms.get(0).path("created_at").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        }
    }

    @Test
    void makesARoomWithStatus200AndAnotherOneOfTheSameName() {
        HttpResponse<String> made = ALL.rest().call("POST", "/api/rooms", null, "{\"name\":\"  Lunch \"}");
        assertThat(made.statusCode()).isEqualTo(200);
        JsonNode room = json(made);
        assertThat(room.path("id").asText()).isEqualTo("lunch");
        assertThat(room.path("name").asText()).isEqualTo("Lunch");
        assertThat(room.path("member_count").asInt(-1)).isZero();

        assertThat(create("Lunch")).isNotEqualTo("lunch");
        assertThat(create("2026")).isEqualTo("g-2026");
        assertThat(create("火鍋 🍲")).isNotEmpty().doesNotContainPattern("^[0-9]+$");
        assertThat(ALL.rest().get("/api/rooms", null).findValuesAsText("id")).contains("lunch", "g-2026");
    }

    @Test
    void refusesBodiesInTheWordsOfTheOldServer() {
        assertFault(post("{}"), "missing", "[\"body\",\"name\"]", "Field required");
        assertFault(post("{\"name\":7}"), "string_type", "[\"body\",\"name\"]", "Input should be a valid string");
        assertFault(post("{\"name\":null}"), "string_type", "[\"body\",\"name\"]", "Input should be a valid string");
        assertFault(post("nonsense"), "json_invalid", "[\"body\",0]", "JSON decode error");
        assertFault(post(""), "missing", "[\"body\"]", "Field required");
        assertFault(
                send("POST", "/api/rooms", Map.of("Content-Type", "application/x-www-form-urlencoded"), "name=a"),
                "model_attributes_type",
                "[\"body\"]",
                "Input should be a valid dictionary or object to extract fields from");
        assertFault(
                post("{\"name\":\" \"}"),
                "string_too_short",
                "[\"body\",\"name\"]",
                "String should have at least 1 character");
        assertFault(
                post("{\"name\":\"" + "x".repeat(31) + "\"}"),
                "string_too_long",
                "[\"body\",\"name\"]",
                "String should have at most 30 characters");
        assertFault(
                post("{\"name\":\"a\\u0007b\"}"),
                "value_error",
                "[\"body\",\"name\"]",
                "Value error, A name has no controls, line breaks or changes of direction");
        assertThat(create("🍲".repeat(30))).isNotEmpty();
    }

    @Test
    void answersUnknownAddressesAndMethodsInItsFamilysBody() {
        assertThat(ALL.rest().call("GET", "/nowhere", null, null).body()).isEqualTo("{\"detail\":\"Not Found\"}");
        HttpResponse<String> wrong = ALL.rest().call("DELETE", "/api/rooms", null, null);
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
        assertThat(ALL.rest().call("GET", "/api/v1/nowhere", null, null).body()).contains("NOT_FOUND");
    }

    @Test
    void letsListedPagesInAndNoOthers() {
        Map<String, String> asks =
                Map.of("Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type");
        Map<String, String> listed = new HashMap<>(asks);
        listed.put("Origin", "http://localhost:5173");
        HttpResponse<String> allowed = send("OPTIONS", "/api/rooms", listed);
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.body()).isEqualTo("OK");
        assertThat(allowed.headers().firstValue("access-control-allow-origin")).hasValue("http://localhost:5173");
        assertThat(allowed.headers().firstValue("access-control-max-age")).hasValue("600");

        Map<String, String> foreign = new HashMap<>(asks);
        foreign.put("Origin", "http://evil.example");
        HttpResponse<String> refused = send("OPTIONS", "/api/rooms", foreign);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("Disallowed CORS origin");
        assertThat(TextSocket.refusal(ALL.uri(), "/ws/general?username=ann", Map.of("Origin", "http://evil.example")))
                .isEqualTo(403);
        try (TextSocket page =
                TextSocket.open(ALL.uri(), "/ws/random?username=page", Map.of("Origin", "http://localhost:5173"))) {
            assertThat(page.nextJson().path("message_type").asText()).isEqualTo("join");
        }
    }

    @Test
    void hasOneDocumentOfAllRoutesThatNeedsNoOtherHost() {
        assertThat(ALL.rest().call("GET", "/docs", null, null).body())
                .contains("/docs.js")
                .doesNotContain("https://");
        assertThat(ALL.rest().call("GET", "/redoc", null, null).body()).contains("/docs.js");
        JsonNode paths = ALL.rest().get("/openapi.json", null).path("paths");
        assertThat(paths.fieldNames()).toIterable().contains("/", "/api/rooms", "/groups/{group_id}/messages");
        assertThat(paths.at("/~1api~1rooms/post/requestBody").isMissingNode()).isFalse();
        for (String old : List.of("/", "/api/rooms", "/register", "/api/channels", "/ws/{username}")) {
            assertThat(paths.path(old).at("/servers/0/url").asText()).as(old).isEqualTo("/");
        }
        assertThat(paths.at("/~1groups/servers").isMissingNode()).isTrue();
    }

    private static String create(String name) {
        return json(post(Wire.object(Map.of("name", name)).toString()))
                .path("id")
                .asText();
    }

    private static HttpResponse<String> post(String body) {
        return send("POST", "/api/rooms", Map.of("Content-Type", "application/json"), body);
    }

    private static HttpResponse<String> send(String method, String path, Map<String, String> headers) {
        return send(method, path, headers, "");
    }

    private static HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(ALL.uri().resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return RestClient.send(request.build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return Wire.json().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static void assertFault(HttpResponse<String> answer, String type, String place, String sentence) {
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode fault = json(answer).path("detail").path(0);
        assertThat(fault.path("type").asText()).isEqualTo(type);
        assertThat(fault.path("loc").toString()).isEqualTo(place);
        assertThat(fault.path("msg").asText()).isEqualTo(sentence);
        assertThat(fault.has("input")).isTrue();
    }
}
