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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The contract of conversations, by the official client of Socket.IO and plain HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationsIT {

    private static final String ISO = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    private final AtomicInteger names = new AtomicInteger();
    private final List<Talker> talkers = new ArrayList<>();
    private RunningServer server;
    private RestClient rest;

    @BeforeAll
    void start() {
        server = RunningServer.start();
        rest = server.rest();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void leave() {
        talkers.forEach(Talker::close);
        talkers.clear();
    }

    private Person person() {
        return rest.register("talker" + names.incrementAndGet());
    }

    private Talker in(Person person, String... transports) {
        Talker talker = Talker.signIn(server.uri(), person.token(), transports);
        talkers.add(talker);
        return talker;
    }

    // Coming in.

    @Test
    void letsInWhoShowsATokenByEveryTransport() {
        Person ann = person();
        for (String[] transports : List.of(new String[0], new String[] {"polling"}, new String[] {"websocket"})) {
            Talker talker = Talker.connect(server.uri(), ann.token(), transports);
            talkers.add(talker);
            Said welcome = talker.next("authenticated");
            assertThat(welcome.number("user_id")).isEqualTo(ann.userId());
            assertThat(welcome.text("message")).isEqualTo("Authentication successful");
        }
    }

    @Test
    void refusesWhoShowsNone() {
        for (String token : new String[] {null, "", "nonsense", "a.b.c"}) {
            Talker talker = Talker.connect(server.uri(), token);
            talkers.add(talker);
            assertThat(talker.refusal()).contains("Connection rejected by server");
        }
    }

    // Talking.

    @Test
    void tellsBothOfAMessageAndItsDelivery() {
        Person ann = person();
        Person bob = person();
        Talker anns = in(ann);
        Talker bobs = in(bob);
        String content = "Grüße 👋🏽 <img src=x onerror=alert(1)>";
        Said sent = anns.send(bob.userId(), content);
        assertThat(sent.text("status")).isEqualTo("sent");
        assertThat(sent.text("sent_at")).matches(ISO);
        Said heard = bobs.next("new_message");
        assertThat(heard.number("message_id")).isEqualTo(sent.number("message_id"));
        assertThat(heard.number("conversation_id")).isEqualTo(sent.number("conversation_id"));
        assertThat(heard.number("from_user_id")).isEqualTo(ann.userId());
        assertThat(heard.text("content")).isEqualTo(content);
        assertThat(heard.text("sent_at")).isEqualTo(sent.text("sent_at"));
        Said delivered = anns.next("message_delivered");
        assertThat(delivered.number("message_id")).isEqualTo(sent.number("message_id"));
        assertThat(delivered.text("delivered_at")).matches(ISO);
        assertThat(anns.untilPong()).extracting(Said::event).doesNotContain("new_message");
    }

    @Test
    void bringsABurstInOrderToEverySocketOfAUser() {
        Person ann = person();
        Person bob = person();
        Talker anns = in(ann);
        List<Talker> bobs = List.of(in(bob), in(bob, "polling"), in(bob, "websocket"));
        for (int i = 0; i < 100; i++) {
            anns.say("send_message", Map.of("to_user_id", bob.userId(), "content", "line " + i));
        }
        for (Talker each : bobs) {
            for (int i = 0; i < 100; i++) {
                assertThat(each.next("new_message").text("content")).isEqualTo("line " + i);
            }
        }
        long last = 0;
        for (int i = 0; i < 100; i++) {
            long id = anns.next("message_sent").number("message_id");
            assertThat(id).isGreaterThan(last);
            last = id;
        }
    }

    @Test
    void keepsMessagesForWhoIsAwayAndTellsThemOnceOldestFirst() {
        Person ann = person();
        Person carl = person();
        Person bob = person();
        Talker anns = in(ann);
        Talker carls = in(carl);
        Said first = anns.send(bob.userId(), "first");
        carls.send(bob.userId(), "second");
        Said third = anns.send(bob.userId(), "third");
        Talker bobs = in(bob);
        assertThat(bobs.queued()).extracting(said -> said.text("content")).containsExactly("first", "second", "third");
        assertThat(anns.next("message_delivered").number("message_id")).isEqualTo(first.number("message_id"));
        assertThat(anns.next("message_delivered").number("message_id")).isEqualTo(third.number("message_id"));
        bobs.close();
        assertThat(in(bob).queued()).isEmpty();
    }

    @Test
    void tellsASenderWhoCameBackOfALateDelivery() {
        Person ann = person();
        Person bob = person();
        Talker before = in(ann);
        long id = before.send(bob.userId(), "while you were out").number("message_id");
        before.close();
        Talker anns = in(ann);
        anns.untilPong();
        in(bob);
        assertThat(anns.next("message_delivered").number("message_id")).isEqualTo(id);
    }

    @Test
    void tellsASenderThatHeWasRead() {
        Person ann = person();
        Person bob = person();
        Talker anns = in(ann);
        anns.send(bob.userId(), "one");
        Said sent = anns.send(bob.userId(), "two");
        Talker bobs = in(bob);
        long conversation = sent.number("conversation_id");
        assertThat(call("POST", "/api/messages/read?conversation_id=" + conversation, bob)
                        .toString())
                .isEqualTo("{\"success\":true,\"messages_marked\":2}");
        Said read = anns.next("message_read");
        assertThat(read.number("conversation_id")).isEqualTo(conversation);
        assertThat(read.number("reader_id")).isEqualTo(bob.userId());
        assertThat(read.number("up_to_message_id")).isEqualTo(sent.number("message_id"));
        assertThat(read.text("read_at")).matches(ISO);
        bobs.say("mark_read", Map.of("conversation_id", conversation));
        assertThat(bobs.next("messages_read").number("messages_marked")).isZero();
    }

    @Test
    void answersPingsWithATimeAndAnEmptyAcknowledgement() {
        Talker anns = in(person());
        assertThat(anns.ask("ping")).isZero();
        assertThat(anns.next("pong").text("timestamp")).matches(ISO);
    }

    @Test
    void showsTypingToTheOtherOneAloneAndSeldom() {
        Person ann = person();
        Person bob = person();
        Talker anns = in(ann);
        Talker bobs = in(bob);
        Talker strangers = in(person());
        anns.say("typing", Map.of("to_user_id", bob.userId()));
        long conversation = anns.send(bob.userId(), "hello").number("conversation_id");
        for (int i = 0; i < 20; i++) {
            anns.say("typing", Map.of("to_user_id", bob.userId()));
        }
        anns.untilPong();
        Said typing = bobs.next("typing");
        assertThat(typing.number("from_user_id")).isEqualTo(ann.userId());
        assertThat(typing.number("conversation_id")).isEqualTo(conversation);
        anns.send(bob.userId(), "done");
        bobs.next("new_message");
        assertThat(bobs.untilPong()).extracting(Said::event).doesNotContain("typing");
        assertThat(strangers.untilPong()).extracting(Said::event).doesNotContain("typing", "new_message");
    }

    @Test
    void tellsThoseWhoShareAGroupWhoComesAndGoes() {
        Person ann = person();
        Person bob = person();
        Talker anns = in(ann);
        anns.send(bob.userId(), "hello");
        Talker bobs = in(bob);
        assertThat(next(anns, "user_online", bob).number("user_id")).isEqualTo(bob.userId());
        bobs.close();
        assertThat(next(anns, "user_offline", bob).text("last_seen")).matches(ISO);
    }

    private static Said next(Talker talker, String event, Person of) {
        Said said = talker.next(event);
        while (said.number("user_id") != of.userId()) {
            said = talker.next(event);
        }
        return said;
    }

    @Test
    void saysWhatIsWrongInFixedWords() {
        Person ann = person();
        Talker anns = in(ann);
        assertSays(anns, Map.of(), "Missing to_user_id or content");
        assertSays(anns, Map.of("to_user_id", ann.userId()), "Missing to_user_id or content");
        assertSays(anns, Map.of("to_user_id", 1, "content", ""), "Missing to_user_id or content");
        assertSays(
                anns,
                Map.of("to_user_id", "1", "content", "x"),
                "Failed to send message: to_user_id must be a whole number above 0");
        assertSays(anns, Map.of("to_user_id", 1, "content", 5), "Failed to send message: content must be a text");
        assertSays(
                anns,
                Map.of("to_user_id", 999_999, "content", "x"),
                "Failed to send message: There is no such user, or you may not see it");
        anns.say("send_message", Map.of("to_user_id", ann.userId(), "content", "x"));
        assertThat(anns.next("error").text("message")).startsWith("Failed to send message: ");
        anns.socket().emit("send_message", "no object");
        assertThat(anns.next("error").text("message")).isEqualTo("Missing to_user_id or content");
        anns.say("send_message", Map.of("to_user_id", 1, "content", "x".repeat(8_001)));
        assertThat(anns.next("error").text("message"))
                .startsWith("Failed to send message: ")
                .doesNotContainIgnoringCase("sql");
        anns.socket().emit("something_else", "x");
        assertThat(anns.untilPong()).extracting(Said::event).doesNotContain("error");
    }

    private static void assertSays(Talker talker, Map<String, ?> body, String sentence) {
        talker.say("send_message", body);
        assertThat(talker.next("error").text("message")).isEqualTo(sentence);
    }

    // Groups.

    @Test
    void talksInGroupsWithRolesAndSummedUpReceipts() {
        Person ann = person();
        Person bob = person();
        Person cleo = person();
        Talker anns = in(ann);
        Talker bobs = in(bob);
        anns.say(
                "create_group",
                Map.of("name", "Trip", "description", "To the sea", "member_ids", List.of(bob.userId())));
        Said created = anns.next("group_created");
        long group = created.number("conversation_id");
        assertThat(created.text("name")).isEqualTo("Trip");
        assertThat(created.text("description")).isEqualTo("To the sea");
        assertThat(created.text("role")).isEqualTo("owner");
        assertThat(created.text("created_at")).matches(ISO);
        assertThat(bobs.next("group_joined").number("conversation_id")).isEqualTo(group);

        bobs.say("add_member", Map.of("group_id", group, "user_id", cleo.userId()));
        assertThat(bobs.next("error").text("message")).startsWith("Failed to add member: ");
        anns.say("add_member", Map.of("group_id", group, "user_id", cleo.userId(), "role", "member"));
        Said added = bobs.next("member_added");
        while (added.number("user_id") != cleo.userId()) {
            added = bobs.next("member_added");
        }
        assertThat(added.number("added_by")).isEqualTo(ann.userId());
        Talker cleos = in(cleo);

        anns.say("send_message", Map.of("group_id", group, "content", "pack your bags"));
        long message = anns.next("message_sent").number("message_id");
        assertThat(bobs.next("new_message").text("content")).isEqualTo("pack your bags");
        assertThat(cleos.next("new_message").number("conversation_id")).isEqualTo(group);
        bobs.say("mark_read", Map.of("conversation_id", group));
        Said receipts = anns.next("message_receipts");
        while (receipts.number("read") < 1 || receipts.number("delivered") < 2) {
            receipts = anns.next("message_receipts");
        }
        assertThat(receipts.number("up_to_message_id")).isEqualTo(message);
        assertThat(receipts.number("read")).isEqualTo(1);
        assertThat(receipts.number("of")).isEqualTo(2);

        anns.say("remove_member", Map.of("group_id", group, "user_id", cleo.userId()));
        assertThat(cleos.next("member_removed").number("user_id")).isEqualTo(cleo.userId());
        anns.say("send_message", Map.of("group_id", group, "content", "without Cleo"));
        bobs.next("new_message");
        assertThat(cleos.untilPong()).extracting(Said::event).doesNotContain("new_message");
        cleos.say("send_message", Map.of("group_id", group, "content", "hey"));
        assertThat(cleos.next("error").text("message"))
                .isEqualTo("Failed to send message: There is no such group, or you may not see it");

        anns.say("update_group", Map.of("group_id", group, "description", "To the mountains"));
        assertThat(bobs.next("group_updated").text("description")).isEqualTo("To the mountains");
        anns.say("change_role", Map.of("group_id", group, "user_id", bob.userId(), "role", "admin"));
        assertThat(bobs.next("role_changed").text("role")).isEqualTo("admin");
        anns.say("list_members", Map.of("group_id", group));
        assertThat(anns.next("group_members").number("conversation_id")).isEqualTo(group);
        bobs.say("leave_group", Map.of("group_id", group));
        assertThat(anns.next("member_removed").number("user_id")).isEqualTo(bob.userId());
    }

    // HTTP.

    @Test
    void wantsATokenInTheOldWords() throws IOException {
        Person ann = person();
        assertThat(get("/api/conversations", null)).isEqualTo("401 {\"error\":\"No Authorization Header\"}");
        assertThat(get("/api/conversations", "Bearer nonsense")).isEqualTo("401 {\"error\":\"Invalid token\"}");
        String expired = "Bearer e30.eyJleHAiOjF9.x";
        assertThat(get("/api/messages", expired)).isEqualTo("401 {\"error\":\"Token has expired\"}");
        assertThat(get("/api/conversations", ann.token())).isEqualTo("200 {\"conversations\":[]}");
        assertThat(get("/api/conversations", "Bearer " + ann.token())).isEqualTo("200 {\"conversations\":[]}");
        assertThat(get("/api/conversations/x", "Bearer " + ann.token())).isEqualTo("404 {\"error\":\"Not Found\"}");
        assertThat(rest.call("DELETE", "/api/messages", ann.token(), null).body())
                .isEqualTo("{\"error\":\"Method Not Allowed\"}");
    }

    @Test
    void listsConversationsWithTheLastMessageAndUnreadCount() {
        Person ann = person();
        Person bob = person();
        Talker anns = in(ann);
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
        JsonNode all = call("GET", "/api/conversations?type=all", bob).path("conversations");
        assertThat(all.findValuesAsText("name")).contains("General");
    }

    @Test
    void pagesMessagesByOffsetAndByIdNewestFirst() {
        Person ann = person();
        Person bob = person();
        Talker anns = in(ann);
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
        Person ann = person();
        Person bob = person();
        Talker anns = in(ann);
        long conversation = anns.send(bob.userId(), "hello").number("conversation_id");
        String of = "/api/messages?conversation_id=" + conversation;
        JsonNode before = call("GET", of, ann).path("messages").path(0);
        assertThat(before.path("delivered_at").isNull()).isTrue();
        assertThat(before.path("read_at").isNull()).isTrue();
        in(bob);
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
        Person ann = person();
        Person bob = person();
        long conversation = in(ann).send(bob.userId(), "hello").number("conversation_id");
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
        assertThat(get(of, person().token())).isEqualTo(denied);
        assertThat(get("/api/messages?conversation_id=999999", bobs)).isEqualTo(denied);
        assertThat(rest.call("POST", "/api/messages/read?conversation_id=999999", bobs, null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void saysHowItIs() throws IOException {
        assertThat(get("/health", null))
                .isEqualTo("200 {\"status\":\"ok\",\"database\":\"connected\",\"redis\":\"not configured\"}");
    }

    @Test
    void hearsWhatIsSaidInOtherContracts() {
        Person ann = person();
        Person bob = person();
        Talker bobs = in(bob);
        rest.post("/api/v1/groups/1/messages", ann.token(), Map.of("content", "to everybody"));
        Said heard = bobs.next("new_message");
        while (heard.number("from_user_id") != ann.userId()) {
            heard = bobs.next("new_message");
        }
        assertThat(heard.number("conversation_id")).isEqualTo(1);
    }

    private JsonNode call(String method, String path, Person person) {
        try {
            HttpResponse<String> answer = rest.call(method, path, person.token(), null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Wire.json().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String get(String path, String authorization) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path));
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
}
