package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.server.contracts.Talker.Said;
import io.confab.testkit.client.RestClient.Person;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversations over Socket.IO, by the official client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationSocketsIT {

    private static final String ISO = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    @RegisterExtension
    private final Acquaintances all = new Acquaintances();

    // Coming in.

    @Test
    void letsInWhoShowsATokenByEveryTransport() {
        Person ann = all.person();
        for (String[] transports : List.of(new String[0], new String[] {"polling"}, new String[] {"websocket"})) {
            Talker talker = all.knock(ann.token(), transports);
            Said welcome = talker.next("authenticated");
            assertThat(welcome.number("user_id")).isEqualTo(ann.userId());
            assertThat(welcome.text("message")).isEqualTo("Authentication successful");
        }
    }

    @Test
    void refusesWhoShowsNone() {
        for (String token : new String[] {null, "", "nonsense", "a.b.c"}) {
            Talker talker = all.knock(token);
            assertThat(talker.refusal()).contains("Connection rejected by server");
        }
    }

    // Talking.

    @Test
    void tellsBothOfAMessageAndItsDelivery() {
        Person ann = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        Talker bobs = all.in(bob);
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
        Person ann = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        List<Talker> bobs = List.of(all.in(bob), all.in(bob, "polling"), all.in(bob, "websocket"));
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
        Person ann = all.person();
        Person carl = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        Talker carls = all.in(carl);
        Said first = anns.send(bob.userId(), "first");
        carls.send(bob.userId(), "second");
        Said third = anns.send(bob.userId(), "third");
        Talker bobs = all.in(bob);
        assertThat(bobs.queued()).extracting(said -> said.text("content")).containsExactly("first", "second", "third");
        assertThat(anns.next("message_delivered").number("message_id")).isEqualTo(first.number("message_id"));
        assertThat(anns.next("message_delivered").number("message_id")).isEqualTo(third.number("message_id"));
        bobs.close();
        assertThat(all.in(bob).queued()).isEmpty();
    }

    @Test
    void tellsNoLineOfAGroupAgainToWhoLeftRightAfterIt() {
        Person ann = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        Talker bobs = all.in(bob);
        all.rest().post("/api/v1/groups/1/messages", ann.token(), Map.of("content", "once"));
        Said heard = bobs.next("new_message");
        while (heard.number("from_user_id") != ann.userId()) {
            heard = bobs.next("new_message");
        }
        long message = heard.number("message_id");
        // who comes and goes within a moment is told of in neither way
        anns.next("user_online", bob.userId());
        bobs.close();
        anns.next("user_offline", bob.userId());
        assertThat(all.in(bob).queued())
                .extracting(said -> said.number("message_id"))
                .doesNotContain(message);
    }

    @Test
    void tellsASenderWhoCameBackOfALateDelivery() {
        Person ann = all.person();
        Person bob = all.person();
        Talker before = all.in(ann);
        long id = before.send(bob.userId(), "while you were out").number("message_id");
        before.close();
        Talker anns = all.in(ann);
        anns.untilPong();
        all.in(bob);
        assertThat(anns.next("message_delivered").number("message_id")).isEqualTo(id);
    }

    @Test
    void tellsASenderThatHeWasRead() {
        Person ann = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        anns.send(bob.userId(), "one");
        Said sent = anns.send(bob.userId(), "two");
        Talker bobs = all.in(bob);
        long conversation = sent.number("conversation_id");
        assertThat(all.rest()
                        .call("POST", "/api/messages/read?conversation_id=" + conversation, bob.token(), null)
                        .body())
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
        Talker anns = all.in(all.person());
        assertThat(anns.ask("ping")).isZero();
        assertThat(anns.next("pong").text("timestamp")).matches(ISO);
    }

    @Test
    void showsTypingToTheOtherOneAloneAndSeldom() {
        Person ann = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        Talker bobs = all.in(bob);
        Talker strangers = all.in(all.person());
        anns.say("typing", Map.of("to_user_id", bob.userId()));
        long conversation = anns.send(bob.userId(), "hello").number("conversation_id");
        // what somebody types reaches only who has heard of the conversation
        bobs.next("new_message");
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
        Person ann = all.person();
        Person bob = all.person();
        Talker anns = all.in(ann);
        anns.send(bob.userId(), "hello");
        Talker bobs = all.in(bob);
        assertThat(anns.next("user_online", bob.userId()).number("user_id")).isEqualTo(bob.userId());
        bobs.close();
        assertThat(anns.next("user_offline", bob.userId()).text("last_seen")).matches(ISO);
    }

    /** A guest of a room hears nothing but the room, so nobody is told that a message to him alone was sent. */
    @Test
    void refusesAMessageToAGuestWhoCouldNotHearIt() {
        Talker anns = all.in(all.person());
        try (TextSocket guest = TextSocket.open(all.server().uri(), "/ws/general?username=deaf")) {
            guest.send("anybody there?");
            long guestId = anns.next("new_message").number("from_user_id");
            assertSays(
                    anns,
                    Map.of("to_user_id", guestId, "content", "here"),
                    "Failed to send message: There is no such user, or you may not see it");
        }
    }

    @Test
    void saysWhatIsWrongInFixedWords() {
        Person ann = all.person();
        Talker anns = all.in(ann);
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
        anns.socket().emit("send_message", new JSONObject(Map.of("to_user_id", 1, "content", new byte[] {1})));
        assertThat(anns.next("error").text("message")).isEqualTo("Failed to send message: content must be a text");
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
        Person ann = all.person();
        Person bob = all.person();
        Person cleo = all.person();
        Talker anns = all.in(ann);
        Talker bobs = all.in(bob);
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
        Talker cleos = all.in(cleo);

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
}
