package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.server.RunningServer;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract of channels (S4) over HTTP, without Redis. */
class ChannelsIT {

    private static final RunningServer SERVER = RunningServer.start();
    private static final RestClient REST = SERVER.rest();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void givesANameOnceAndATokenThatProvesIt() {
        JsonNode una = REST.post("/api/users", null, Map.of("username", "una"));
        assertThat(una.path("message").asText()).isEqualTo("User una created");
        assertThat(una.path("id").asLong()).isPositive();
        HttpResponse<String> again = REST.call("POST", "/api/users", null, "{\"username\":\"UNA\"}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).isEqualTo("{\"detail\":\"Username already exists\"}");
        assertThat(REST.call("POST", "/api/users", null, "{\"username\":\"System\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(REST.call("POST", "/api/users", null, "{}").statusCode()).isEqualTo(422);

        String forged = una.path("id").asText() + "." + "x".repeat(43);
        for (String token : new String[] {null, "nonsense", forged, "999999." + "x".repeat(43)}) {
            HttpResponse<String> refused = REST.call("POST", "/api/channels", token, "{\"name\":\"Forged\"}");
            assertThat(refused.statusCode()).as(token).isEqualTo(401);
            assertThat(refused.headers().firstValue("www-authenticate")).isPresent();
        }
    }

    @Test
    void makesFindsAndListsChannels() {
        String ann = user("ann-makes");
        JsonNode made = REST.post("/api/channels", ann, Map.of("name", "Design", "description", "how it looks"));
        assertThat(made.path("message").asText()).isEqualTo("Channel Design created");
        JsonNode channel = made.path("channel");
        assertThat(channel.fieldNames())
                .toIterable()
                .containsExactly("id", "name", "slug", "description", "subscribers", "created_at");
        assertThat(channel.path("description").asText()).isEqualTo("how it looks");
        assertThat(channel.path("subscribers").asInt()).isEqualTo(1);
        assertThat(REST.get("/api/channels/" + channel.path("id").asText(), null))
                .isEqualTo(channel);
        assertThat(REST.get("/api/channels/design", null)).isEqualTo(channel);
        assertThat(REST.get("/api/channels", null).path("channels").findValuesAsText("name"))
                .startsWith("General", "Random", "Tech Talk")
                .contains("Design");
        HttpResponse<String> twice = REST.call("POST", "/api/channels", ann, "{\"name\":\" design \"}");
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).isEqualTo("{\"detail\":\"Channel already exists\"}");
        assertThat(REST.call("POST", "/api/channels", ann, "{\"name\":\" \"}").statusCode())
                .isEqualTo(422);
        assertThat(REST.call("GET", "/api/channels/999999", null, null).body())
                .isEqualTo("{\"detail\":\"Channel not found\"}");
        assertThat(REST.call("GET", "/api/channels/no-such", null, null).statusCode())
                .isEqualTo(404);
        assertThat(REST.call("PUT", "/api/channels/1", ann, null).statusCode()).isEqualTo(405);
    }

    @Test
    void letsOnlyTheCreatorAndAdminsChangeAndDelete() {
        String ann = user("ann-changes");
        String bob = user("bob-changes");
        String channel = create(ann, "Changing");
        HttpResponse<String> refused = REST.call("PATCH", channel, bob, "{\"name\":\"Bob's\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        REST.call("PUT", channel + "/subscription", bob, null);
        assertThat(REST.call("DELETE", channel, bob, null).statusCode()).isEqualTo(403);
        assertThat(REST.call("DELETE", "/api/channels/general", ann, null).statusCode())
                .isEqualTo(403);

        JsonNode changed = json(REST.call("PATCH", channel, ann, "{\"name\":\"Changed\",\"description\":\"new\"}"));
        assertThat(changed.path("message").asText()).isEqualTo("Channel Changed updated");
        assertThat(REST.get("/api/channels", null).path("channels").findValuesAsText("name"))
                .contains("Changed")
                .doesNotContain("Changing");
    }

    @Test
    void subscribesAndUnsubscribesHoweverOften() {
        String ann = user("ann-subscribes");
        for (int i = 0; i < 2; i++) {
            JsonNode in = json(REST.call("PUT", "/api/channels/random/subscription", ann, null));
            assertThat(in.path("message").asText()).isEqualTo("Subscribed to channel Random");
        }
        assertThat(REST.call("POST", "/api/channels/random/messages", ann, "{\"message\":\"in\"}")
                        .statusCode())
                .isEqualTo(201);
        for (int i = 0; i < 2; i++) {
            JsonNode out = json(REST.call("DELETE", "/api/channels/random/subscription", ann, null));
            assertThat(out.path("message").asText()).isEqualTo("Unsubscribed from channel Random");
        }
        for (String method : new String[] {"GET", "POST"}) {
            HttpResponse<String> out = REST.call(
                    method,
                    "/api/channels/random/messages",
                    ann,
                    method.equals("GET") ? null : "{\"message\":\"out\"}");
            assertThat(out.statusCode()).isEqualTo(403);
            assertThat(out.body()).isEqualTo("{\"detail\":\"Subscribe to the channel first\"}");
        }
    }

    @Test
    void pagesThroughTheHistory() {
        String ann = user("ann-pages");
        String channel = create(ann, "Paged");
        IntStream.range(0, 7).forEach(i -> REST.post(channel + "/messages", ann, Map.of("message", "m" + i)));
        JsonNode newest = REST.get(channel + "/messages?limit=3", ann);
        assertThat(newest.path("messages").findValuesAsText("message")).containsExactly("m4", "m5", "m6");
        assertThat(newest.path("message").asText()).isEqualTo("3 messages consumed from channel Paged");
        JsonNode first = REST.get(channel + "/messages?after=0&limit=4", ann);
        assertThat(first.path("messages").findValuesAsText("message")).containsExactly("m0", "m1", "m2", "m3");
        assertThat(first.path("has_more").asBoolean()).isTrue();
        JsonNode rest = REST.get(
                channel + "/messages?limit=4&after=" + first.path("next").asText(), ann);
        assertThat(rest.path("messages").findValuesAsText("message")).containsExactly("m4", "m5", "m6");
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        for (String wrong : new String[] {"limit=x", "limit=-1", "limit=201", "after=-5", "after=1.5"}) {
            assertThat(REST.call("GET", channel + "/messages?" + wrong, ann, null)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void repeatsASendWithTheSameKeyWithoutDoublingIt() {
        String ann = user("ann-repeats");
        String channel = create(ann, "Repeated");
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = send(channel, ann, key, "once");
        assertThat(send(channel, ann, key, "once").body()).isEqualTo(first.body());
        assertThat(send(channel, ann, key, "other").statusCode()).isEqualTo(409);
        assertThat(send(channel, ann, "no uuid", "other").statusCode()).isEqualTo(400);
        assertThat(REST.get(channel + "/messages", ann).path("messages")).hasSize(1);
        assertThat(REST.call("POST", channel + "/messages", ann, "{\"message\":\" \"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(REST.call("POST", channel + "/messages", ann, "{\"message\":\"" + "x".repeat(8_001) + "\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void knowsAnAccountByItsAccessToken() {
        Person mia = REST.register("mia");
        JsonNode made = REST.post("/api/channels", mia.token(), Map.of("name", "Mia's"));
        String channel = "/api/channels/" + made.path("channel").path("id").asText();
        REST.post(channel + "/messages", mia.token(), Map.of("message", "hi"));
        assertThat(REST.get(channel + "/messages", mia.token()).path("messages").findValuesAsText("username"))
                .containsExactly("mia");
    }

    private static String user(String name) {
        return REST.post("/api/users", null, Map.of("username", name))
                .path("token")
                .asText();
    }

    private static String create(String token, String name) {
        JsonNode made = REST.post("/api/channels", token, Map.of("name", name));
        return "/api/channels/" + made.path("channel").path("id").asText();
    }

    private static HttpResponse<String> send(String channel, String token, String key, String text) {
        return RestClient.send(java.net.http.HttpRequest.newBuilder(SERVER.uri().resolve(channel + "/messages"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"message\":\"" + text + "\"}"))
                .build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        try {
            return Wire.json().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
