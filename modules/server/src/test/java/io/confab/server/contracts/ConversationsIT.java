package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.server.RunningServer;
import io.confab.server.contracts.Talker.Said;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversations over HTTP, and what must not be possible in either way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationsIT {

    private static final String ISO = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    @RegisterExtension
    private final Acquaintances all = new Acquaintances();

    // HTTP.

    @Test
    void wantsATokenInTheOldWords() throws IOException {
        Person ann = all.person();
        assertThat(get("/api/conversations", null)).isEqualTo("401 {\"error\":\"No Authorization Header\"}");
        assertThat(get("/api/conversations", "Bearer nonsense")).isEqualTo("401 {\"error\":\"Invalid token\"}");
        String expired = "Bearer e30.eyJleHAiOjF9.x";
        assertThat(get("/api/messages", expired)).isEqualTo("401 {\"error\":\"Token has expired\"}");
        assertThat(get("/api/conversations", ann.token())).isEqualTo("200 {\"conversations\":[]}");
        assertThat(get("/api/conversations", "Bearer " + ann.token())).isEqualTo("200 {\"conversations\":[]}");
        assertThat(get("/api/conversations/x", "Bearer " + ann.token())).isEqualTo("404 {\"error\":\"Not Found\"}");
        assertThat(all.rest().call("DELETE", "/api/messages", ann.token(), null).body())
                .isEqualTo("{\"error\":\"Method Not Allowed\"}");
    }

    @Test
    void listsConversationsWithTheLastMessageAndUnreadCount() {
        Person ann = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        Said sent = anns.send(bob.userId(), "x".repeat(500));
        JsonNode mine =
                call("GET", "/api/conversations", bob).path("conversations").path(0);
        assertThat(fields(mine))
                .containsExactly("conversation_id", "other_user_id", "last_message", "unread_count", "updated_at");
        assertThat(mine.path("conversation_id").asLong()).isEqualTo(sent.number("conversation_id"));
        assertThat(mine.path("other_user_id").asLong()).isEqualTo(ann.userId());
        assertThat(mine.path("last_message").path("content").asText()).hasSize(500);
        assertThat(mine.path("last_message").path("sender_id").asLong()).isEqualTo(ann.userId());
        assertThat(mine.path("last_message").path("sent_at").asText()).isEqualTo(sent.text("sent_at"));
        assertThat(mine.path("unread_count").asInt()).isEqualTo(1);
        assertThat(mine.path("updated_at").asText()).isEqualTo(sent.text("sent_at"));
        JsonNode everything = call("GET", "/api/conversations?type=all", bob).path("conversations");
        assertThat(everything.findValuesAsText("name")).contains("General");
    }

    @Test
    void pagesMessagesByOffsetAndByIdNewestFirst() {
        Person ann = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        long conversation = 0;
        for (int i = 0; i < 120; i++) {
            anns.say("send_message", Map.of("to_user_id", bob.userId(), "content", "m" + i));
        }
        for (int i = 0; i < 120; i++) {
            conversation = anns.next("message_sent").number("conversation_id");
        }
        String of = "/api/messages?conversation_id=" + conversation;
        JsonNode first = call("GET", of, bob);
        assertThat(fields(first)).containsExactly("messages", "total", "has_more");
        assertThat(fields(first.path("messages").path(0)))
                .containsExactly("id", "conversation_id", "sender_id", "content", "sent_at", "delivered_at", "read_at");
        assertThat(first.path("messages")).hasSize(50);
        assertThat(first.path("messages").path(0).path("content").asText()).isEqualTo("m119");
        assertThat(first.path("total").asInt()).isEqualTo(120);
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(call("GET", of + "&offset=50", bob).path("has_more").asBoolean())
                .isTrue();
        JsonNode last = call("GET", of + "&offset=100", bob);
        assertThat(last.path("messages")).hasSize(20);
        assertThat(last.path("has_more").asBoolean()).isFalse();

        Set<String> seen = new HashSet<>();
        long before = 0;
        for (JsonNode page = first; ; page = call("GET", of + "&before_id=" + before, bob)) {
            for (JsonNode each : page.path("messages")) {
                assertThat(seen.add(each.path("content").asText())).isTrue();
                before = each.path("id").asLong();
            }
            anns.send(bob.userId(), "meanwhile");
            if (!page.path("has_more").asBoolean()) {
                break;
            }
        }
        assertThat(seen).hasSize(120);
    }

    @Test
    void tellsWhenMessagesWereDeliveredAndRead() {
        Person ann = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        long conversation = anns.send(bob.userId(), "hello").number("conversation_id");
        String of = "/api/messages?conversation_id=" + conversation;
        JsonNode before = call("GET", of, ann).path("messages").path(0);
        assertThat(before.path("delivered_at").isNull()).isTrue();
        assertThat(before.path("read_at").isNull()).isTrue();
        all.in(bob);
        anns.next("message_delivered");
        call("POST", "/api/messages/read?conversation_id=" + conversation, bob);
        JsonNode after = call("GET", of, ann).path("messages").path(0);
        assertThat(after.path("delivered_at").asText()).matches(ISO);
        assertThat(after.path("read_at").asText()).matches(ISO);
        assertThat(call("POST", "/api/messages/read?conversation_id=" + conversation, bob)
                        .path("messages_marked")
                        .asInt())
                .isZero();
    }

    @Test
    void answersOddPagesWithoutAWordOfTheDatabase() throws IOException {
        Person ann = all.person();
        Person bob = all.person();
        long conversation = all.in(ann).send(bob.userId(), "hello").number("conversation_id");
        String of = "/api/messages?conversation_id=" + conversation;
        String bobs = bob.token();
        assertThat(get("/api/messages", bobs)).isEqualTo("400 {\"error\":\"conversation_id is required\"}");
        assertThat(get("/api/messages?conversation_id=x", bobs))
                .isEqualTo("400 {\"error\":\"conversation_id is required\"}");
        assertThat(get(of + "&limit=0", bobs)).isEqualTo("200 {\"messages\":[],\"total\":1,\"has_more\":true}");
        assertThat(get(of + "&limit=-1", bobs))
                .isEqualTo("400 {\"error\":\"limit, offset and before_id must not be negative\"}");
        assertThat(get(of + "&limit=abc&offset=abc", bobs)).startsWith("200 {\"messages\":[{");
        assertThat(get(of + "&offset=99999999999", bobs))
                .isEqualTo("200 {\"messages\":[],\"total\":1,\"has_more\":false}");
        String denied = "404 {\"error\":\"Conversation not found or access denied\"}";
        assertThat(get(of, all.person().token())).isEqualTo(denied);
        assertThat(get("/api/messages?conversation_id=999999", bobs)).isEqualTo(denied);
        assertThat(all.rest()
                        .call("POST", "/api/messages/read?conversation_id=999999", bobs, null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void saysHowItIs() throws IOException {
        assertThat(get("/health", null))
                .isEqualTo("200 {\"status\":\"ok\",\"database\":\"connected\",\"redis\":\"not configured\"}");
        assertThat(all.rest().call("HEAD", "/health", null, null).statusCode()).isEqualTo(200);
        HttpResponse<String> posted = all.rest().call("POST", "/health", null, null);
        assertThat(posted.body()).isEqualTo("{\"error\":\"Method Not Allowed\"}");
        assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void hearsWhatIsSaidInOtherContracts() {
        Person ann = all.person();
        Person bob = all.person();
        Talker bobs = all.in(bob);
        all.rest().post("/api/v1/groups/1/messages", ann.token(), Map.of("content", "to everybody"));
        Said heard = bobs.next("new_message");
        while (heard.number("from_user_id") != ann.userId()) {
            heard = bobs.next("new_message");
        }
        assertThat(heard.number("conversation_id")).isEqualTo(1);
    }

    private JsonNode call(String method, String path, Person person) {
        try {
            HttpResponse<String> answer = all.rest().call(method, path, person.token(), null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Wire.json().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String get(String path, String authorization) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(all.server().uri() + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = RestClient.send(request.build());
        return answer.statusCode() + " " + answer.body();
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    // What must not be possible.

    @Test
    void takesNoTokenButItsOwn() throws GeneralSecurityException {
        Person ann = all.person();
        List<String> forged = List.of(
                signed(
                        "{\"sub\":\"999999\",\"sid\":1,\"name\":\"nobody\",\"guest\":false,\"exp\":%d,\"iss\":\"confab\",\"aud\":\"confab\"}",
                        RunningServer.SECRET),
                signed(
                        "{\"user_id\":" + ann.userId() + ",\"email\":\"ann@test.com\",\"exp\":%d}",
                        RunningServer.SECRET),
                signed(
                        "{\"sub\":\"" + ann.userId()
                                + "\",\"sid\":1,\"name\":\"x\",\"guest\":false,\"exp\":%d,\"iss\":\"confab\",\"aud\":\"confab\"}",
                        "fallback-secret"));
        for (String token : forged) {
            assertThat(all.rest().call("GET", "/api/conversations", token, null).body())
                    .isEqualTo("{\"error\":\"Invalid token\"}");
            assertThat(all.knock(token).refusal()).contains("Connection rejected by server");
        }
    }

    private static String signed(String claims, String secret) throws GeneralSecurityException {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        String whole = claims.formatted(Instant.now().getEpochSecond() + 600);
        String body = url.encodeToString("{\"typ\":\"JWT\",\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + url.encodeToString(whole.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return body + "." + url.encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void tellsNothingToStrangers() {
        Person ann = all.person();
        Person bob = all.person();
        Person stranger = all.person();
        all.rest().call("DELETE", "/api/v1/groups/1/members/" + stranger.userId(), stranger.token(), null);
        Talker strangers = all.in(stranger);
        Talker anns = all.in(ann);
        Talker bobs = all.in(bob);
        // who comes and goes within a moment is told of in neither way
        anns.next("user_online", bob.userId());
        long conversation = anns.send(bob.userId(), "between us").number("conversation_id");
        // what somebody types reaches only who has heard of the conversation
        bobs.next("new_message");
        anns.say("typing", Map.of("to_user_id", bob.userId()));
        bobs.next("typing");
        bobs.close();
        anns.next("user_offline", bob.userId());
        for (String event :
                List.of("list_members", "typing", "add_member", "remove_member", "change_role", "update_group")) {
            strangers.say(
                    event,
                    Map.of("group_id", conversation, "user_id", stranger.userId(), "role", "owner", "name", "mine"));
            assertThat(strangers.take().text("message"))
                    .isEqualTo("Failed to "
                            + (event.equals("typing") ? "show typing" : event.replace('_', ' '))
                            + ": There is no such group, or you may not see it");
        }
        assertThat(strangers.untilPong()).isEmpty();
    }

    @Test
    void slowsDownWhoSaysTooMuchAndLosesNothingOfOthers() {
        Person ann = all.person();
        Person bob = all.person();
        Talker bobs = all.in(bob);
        Talker flooder = all.in(all.person(), "websocket");
        for (int i = 0; i < 300; i++) {
            flooder.say("send_message", Map.of("to_user_id", bob.userId(), "content", "flood"));
        }
        assertThat(flooder.next("error").text("message")).startsWith("Too many requests");
        all.in(ann).send(bob.userId(), "calm");
        Said heard = bobs.next("new_message");
        while (!heard.text("content").equals("calm")) {
            heard = bobs.next("new_message");
        }
        assertThat(heard.number("from_user_id")).isEqualTo(ann.userId());
    }

    @Test
    void letsPollOnlyPagesThatAreListed() {
        HttpRequest foreign = HttpRequest.newBuilder(
                        URI.create(all.server().uri() + "/socket.io/?EIO=4&transport=polling&sid=x"))
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("40"))
                .build();
        HttpResponse<String> answer = RestClient.send(foreign);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
