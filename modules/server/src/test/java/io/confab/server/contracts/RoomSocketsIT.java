package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.server.contracts.TextSocket.Closing;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of rooms (S3) on sockets. */
class RoomSocketsIT {

    @RegisterExtension
    private static final OldClients ALL = new OldClients();

    @Test
    void tellsJoinsTextsAndLeavesToEverybodyInTheRoomInItsOneShape() {
        String room = create("Shapes");
        try (TextSocket ann = open(room, "ann")) {
            JsonNode join = ann.nextJson();
            TextSocket bob = open(room, "Bob%20%C3%A9");
            assertThat(join.fieldNames())
                    .toIterable()
                    .containsExactly("user_id", "username", "room_id", "content", "message_type", "timestamp");
            assertFrame(join, "ann", room, "ann joined the room", "join");
            assertThat(join.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertFrame(ann.nextJson(), "Bob é", room, "Bob é joined the room", "join");
            assertFrame(bob.nextJson(), "Bob é", room, "Bob é joined the room", "join");

            bob.send("{\"content\":\"not parsed\"}");
            JsonNode heard = ann.nextJson();
            assertFrame(heard, "Bob é", room, "{\"content\":\"not parsed\"}", "chat");
            assertThat(bob.nextJson()).isEqualTo(heard);
            assertThat(UUID.fromString(heard.path("user_id").asText()))
                    .isNotEqualTo(UUID.fromString(join.path("user_id").asText()));

            ann.send("  padded \n <b>raw</b> heartbeat /join x ");
            assertThat(bob.nextJson().path("content").asText()).isEqualTo("  padded \n <b>raw</b> heartbeat /join x ");
            ann.nextJson();

            bob.close();
            assertFrame(ann.nextJson(), "Bob é", room, "Bob é left the room", "leave");
        }
    }

    @Test
    void keepsABurstInOrderWithoutLoss() {
        String room = create("Burst");
        try (TextSocket ann = enter(room, "ann");
                TextSocket bob = enter(room, "bob")) {
            ann.next();
            List<String> said =
                    IntStream.range(0, 100).mapToObj(i -> "line " + i).toList();
            said.forEach(ann::send);
            assertThat(contents(bob, 100)).isEqualTo(said);
            assertThat(contents(ann, 100)).isEqualTo(said);
        }
    }

    @Test
    void letsEqualNamesInAndCountsEachWhileItIsThere() {
        String room = create("Twins");
        try (TextSocket one = open(room, "twin")) {
            String first = one.nextJson().path("user_id").asText();
            TextSocket two = open(room, "twin");
            String second = two.nextJson().path("user_id").asText();
            assertThat(first).isNotEqualTo(second);
            awaitCount(room, 2);
            two.close();
            awaitCount(room, 1);
        }
        awaitCount(room, 0);
    }

    @Test
    void tellsTheLeaveOfAKilledConnection() {
        String room = create("Killed");
        try (TextSocket ann = enter(room, "ann")) {
            TextSocket bob = enter(room, "bob");
            ann.next();
            bob.abort();
            assertThat(ann.nextJson().path("content").asText()).isEqualTo("bob left the room");
        }
    }

    @Test
    void leavesNobodyBehindOfThoseWhoGoWhileTheyAreLetIn() {
        String room = create("Turnstile");
        for (int i = 0; i < 20; i++) {
            open(room, "gone" + i).abort();
        }
        try (TextSocket ann = enter(room, "ann")) {
            Until.isTrue(
                    () -> ALL.rest()
                                    .get("/api/channels/" + room, null)
                                    .path("subscribers")
                                    .asInt()
                            == 1,
                    () -> ALL.rest().get("/api/channels/" + room, null).toString());
            List<String> types = ann.rest().stream()
                    .map(text -> Parties.json(text).path("message_type").asText())
                    .toList();
            assertThat(types).isSubsetOf("join", "leave");
        }
    }

    @Test
    void endsASocketThatSendsBytesAndTellsItsLeave() {
        String room = create("Bytes");
        try (TextSocket ann = enter(room, "ann");
                TextSocket bob = enter(room, "bob")) {
            ann.next();
            bob.send(new byte[] {1, 2, 3});
            assertThat(bob.closed().code()).isEqualTo(1003);
            assertThat(ann.nextJson().path("content").asText()).isEqualTo("bob left the room");
        }
    }

    @Test
    void dropsBlankTextsAndSaysWhatIsTooLong() {
        String room = create("Blank");
        try (TextSocket ann = enter(room, "ann");
                TextSocket bob = enter(room, "bob")) {
            ann.next();
            ann.send("");
            ann.send(" \n\t ");
            ann.send("x".repeat(8_001));
            ann.send("heard");
            assertFrame(ann.nextJson(), "System", room, "At most 8000 characters", "system");
            assertThat(ann.nextJson().path("content").asText()).isEqualTo("heard");
            assertThat(bob.nextJson().path("content").asText()).isEqualTo("heard");
        }
    }

    @Test
    void acceptsFirstAndClosesWith1008AndTheReason() {
        assertThat(open("no-such-room", "ann").closed()).isEqualTo(new Closing(1008, "Room not found"));
        assertThat(open("general", "System").closed().code()).isEqualTo(1008);
        assertThat(open("general", "a%00b").closed().code()).isEqualTo(1008);
        assertThat(open("general", "x".repeat(300)).closed().code()).isEqualTo(1008);
        assertThat(open("general", "x".repeat(300)).closed().reason()).isNotEmpty();
        ALL.rest().register("realrita");
        assertThat(open("general", "RealRita").closed().code()).isEqualTo(1008);
    }

    @Test
    void callsWhoGivesNoNameAnonymous() {
        String room = create("Nameless");
        try (TextSocket alias = TextSocket.open(ALL.uri(), "/s3/ws/" + room)) {
            assertThat(alias.nextJson().path("username").asText()).isEqualTo("Anonymous");
        }
        try (TextSocket empty = open(room, "")) {
            assertThat(empty.nextJson().path("username").asText()).isEqualTo("Anonymous");
        }
        try (TextSocket number = open(room, "12")) {
            assertThat(number.nextJson().path("username").asText()).isEqualTo("12");
        }
    }

    @Test
    void knowsAnAccountByItsTokenAndGivesItTheSameIdEachTime() {
        Person rose = ALL.rest().register("rose");
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + rose.token());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (TextSocket socket = TextSocket.open(ALL.uri(), "/ws/general?username=whatever", bearer)) {
                JsonNode join = socket.nextJson();
                assertThat(join.path("content").asText()).isEqualTo("rose joined the room");
                ids.add(join.path("user_id").asText());
                socket.send("hello " + i);
                JsonNode said = nextChat(socket, "hello " + i);
                assertThat(said.path("username").asText()).isEqualTo("rose");
                assertThat(said.path("user_id").asText()).isEqualTo(ids.get(0));
            }
        }
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(open("general", "rose").closed().code()).isEqualTo(1008);
        assertThat(TextSocket.open(ALL.uri(), "/ws/general?username=x", Map.of("Authorization", "Bearer no"))
                        .closed()
                        .code())
                .isEqualTo(1008);
    }

    @Test
    void leavesOutWhatTheContractHasNoWordFor() {
        String room = create("Quiet");
        Person quinn = ALL.rest().register("quinn");
        long group = ALL.rest()
                .get("/api/v1/groups/by-slug/" + room, quinn.token())
                .path("id")
                .asLong();
        try (NativeClients clients = new NativeClients();
                TextSocket ann = enter(room, "ann")) {
            ALL.rest().post("/api/v1/groups/" + group + "/join", quinn.token(), Map.of());
            assertThat(ann.nextJson().path("content").asText()).isEqualTo("quinn joined the room");
            NativeClient native1 = clients.signIn(ALL.uri(), quinn.token());
            Frame sent = native1.send(group, "first");
            native1.ask(Frame.of("typing").with("group_id", group));
            native1.ask(Frame.of("edit_message")
                    .with("group_id", group)
                    .with("seq", sent.number("seq"))
                    .with("content", "edited"));
            native1.ask(Frame.of("delete_message").with("group_id", group).with("seq", sent.number("seq")));
            native1.send(group, "second");
            assertThat(ann.nextJson().path("content").asText()).isEqualTo("first");
            assertThat(ann.nextJson().path("content").asText()).isEqualTo("second");
        }
    }

    @Test
    void closesTheSocketsOfARoomThatIsArchivedAndLetsNobodyInAgain() {
        Person owner = ALL.rest().register("olga");
        JsonNode room = ALL.rest().post("/api/rooms", owner.token(), Map.of("name", "Owned"));
        String slug = room.path("id").asText();
        long group = ALL.rest()
                .get("/api/v1/groups/by-slug/" + slug, owner.token())
                .path("id")
                .asLong();
        try (TextSocket ann = enter(slug, "ann")) {
            ALL.rest().call("PATCH", "/api/v1/groups/" + group, owner.token(), "{\"archived\":true}");
            assertThat(ann.closed()).isEqualTo(new Closing(1008, "Room not found"));
        }
        assertThat(open(slug, "ann").closed()).isEqualTo(new Closing(1008, "Room not found"));
        assertThat(ALL.rest().get("/api/rooms", null).findValuesAsText("id")).doesNotContain(slug);
    }

    private static TextSocket open(String room, String name) {
        return TextSocket.open(ALL.uri(), "/ws/" + room + "?username=" + name);
    }

    /** A socket that has heard its own join. */
    private static TextSocket enter(String room, String name) {
        TextSocket socket = open(room, name);
        assertFrame(socket.nextJson(), name, room, name + " joined the room", "join");
        return socket;
    }

    private static String create(String name) {
        return json(post(Wire.object(Map.of("name", name)).toString()))
                .path("id")
                .asText();
    }

    private static HttpResponse<String> post(String body) {
        return send("POST", "/api/rooms", Map.of("Content-Type", "application/json"), body);
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

    private static JsonNode nextChat(TextSocket socket, String content) {
        JsonNode frame = socket.nextJson();
        while (!frame.path("content").asText().equals(content)) {
            frame = socket.nextJson();
        }
        return frame;
    }

    private static List<String> contents(TextSocket socket, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> socket.nextJson().path("content").asText())
                .toList();
    }

    /** The count is at most a second old. */
    private static void awaitCount(String room, int count) {
        Until.isTrue(() -> countOf(room) == count, () -> room + " has " + countOf(room) + " instead of " + count);
    }

    private static int countOf(String room) {
        for (JsonNode one : ALL.rest().get("/api/rooms", null)) {
            if (one.path("id").asText().equals(room)) {
                return one.path("member_count").asInt(-1);
            }
        }
        throw new AssertionError("No room " + room);
    }

    private static void assertFrame(JsonNode frame, String username, String room, String content, String type) {
        assertThat(frame.path("username").asText()).isEqualTo(username);
        assertThat(frame.path("room_id").asText()).isEqualTo(room);
        assertThat(frame.path("content").asText()).isEqualTo(content);
        assertThat(frame.path("message_type").asText()).isEqualTo(type);
    }
}
