package io.confab.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole server, talked to as its users do. */
class TalkIT {

    private static final long GENERAL = 1;

    private static RunningServer server;
    private static NativeClients clients;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        clients = new NativeClients();
    }

    @AfterAll
    static void stop() {
        clients.close();
        server.close();
    }

    @Test
    void bringsANewUserIntoGeneral() {
        JsonNode groups = server.rest().get("/api/v1/groups", someone().token());
        assertThat(groups.findValuesAsText("slug")).containsExactly("general");
    }

    @Test
    void hasThreePublicGroupsOnAFreshServer() {
        JsonNode directory =
                server.rest().get("/api/v1/groups/directory", someone().token());
        assertThat(directory.findValuesAsText("name")).startsWith("General", "Random", "Tech Talk");
    }

    @Test
    void saysThatItRunsAloneWhereNoRedisIsConfigured() {
        String ready = server.rest().call("GET", "/health/ready", null, null).body();
        assertThat(ready).contains("\"redis\":{\"ok\":true,\"reason\":\"not configured: this node runs alone\"}");
    }

    @Test
    void carriesAMessageFromRestToASocketAndBack() {
        Person ann = someone();
        Person bob = someone();
        NativeClient bobs = clients.signIn(server.uri(), bob.token());
        long group = group(ann, bob);
        bobs.next("group_joined");

        JsonNode sent = server.rest()
                .post("/api/v1/groups/" + group + "/messages", ann.token(), Map.of("content", "hi <b>bob</b> 𝄞"));
        Frame heard = bobs.next("new_message", group);
        assertThat(heard.seq()).isEqualTo(sent.path("seq").asLong());
        assertThat(heard.text("content")).isEqualTo("hi <b>bob</b> 𝄞");

        bobs.send(group, "hi ann");
        JsonNode history = server.rest().get("/api/v1/groups/" + group + "/messages", ann.token());
        assertThat(history.findValuesAsText("content")).containsExactly("hi <b>bob</b> 𝄞", "hi ann");
    }

    @Test
    void givesTheFirstAnswerToTheSameKeyAndRefusesAnotherBody() {
        Person ann = someone();
        NativeClient client = clients.signIn(server.uri(), ann.token());
        UUID key = UUID.randomUUID();
        Frame first = client.ask(Frame.message(GENERAL, key, "once"));
        Frame again = client.ask(Frame.message(GENERAL, key, "once"));
        assertThat(again.seq()).isEqualTo(first.seq());
        assertThat(again.number("message_id")).isEqualTo(first.number("message_id"));
        assertThat(client.ask(Frame.message(GENERAL, key, "twice")).text("code"))
                .isEqualTo("CONFLICT");
    }

    @Test
    void sendsNothingMoreAfterTheSeqOfARemoval() {
        Person ann = someone();
        Person bob = someone();
        long group = group(ann, bob);
        NativeClient anns = clients.signIn(server.uri(), ann.token());
        NativeClient bobs = clients.signIn(server.uri(), bob.token());
        anns.send(group, "before");
        assertThat(server.rest()
                        .call("DELETE", "/api/v1/groups/" + group + "/members/" + bob.userId(), ann.token(), null)
                        .statusCode())
                .isEqualTo(204);
        anns.send(group, "after");
        bobs.next("member_left", group);
        assertThat(bobs.heard()).noneMatch(frame -> frame.text("content").equals("after"));
        assertThat(bobs.ask(Frame.message(group, "still here?")).text("code")).isEqualTo("NOT_FOUND");
    }

    @Test
    void resumesWithEditsAndDeletionsAfterAnAbsence() {
        Person ann = someone();
        Person bob = someone();
        long group = group(ann, bob);
        NativeClient anns = clients.signIn(server.uri(), ann.token());
        long first = anns.send(group, "first").seq();
        long second = anns.send(group, "second").seq();
        anns.ask(Frame.of("edit_message")
                .with("group_id", group)
                .with("seq", first)
                .with("content", "changed"));
        anns.ask(Frame.of("delete_message").with("group_id", group).with("seq", second));

        NativeClient bobs = clients.connect(server.uri());
        bobs.identify(bob.token(), Map.of(group, first - 1));
        assertThat(bobs.next("new_message", group).text("content")).isEqualTo("changed");
        assertThat(bobs.next("new_message", group).at("deleted_at").isMissingNode())
                .isFalse();
        assertThat(bobs.next("message_edited", group).seq()).isEqualTo(second + 1);
        assertThat(bobs.next("message_deleted", group).seq()).isEqualTo(second + 2);
    }

    @Test
    void keepsEverythingOverARestart() {
        try (RunningServer other = RunningServer.start()) {
            Person ann = other.rest().register("ann");
            other.rest().post("/api/v1/groups/1/messages", ann.token(), Map.of("content", "kept"));
            other.restart();
            JsonNode history = other.rest().get("/api/v1/groups/1/messages", ann.token());
            assertThat(history.findValuesAsText("content")).containsExactly("kept");
        }
    }

    @Test
    void opensOneDirectGroupForAPair() {
        Person ann = someone();
        Person bob = someone();
        long one = server.rest()
                .post("/api/v1/groups/direct", ann.token(), Map.of("user_id", bob.userId()))
                .path("id")
                .asLong();
        long two = server.rest()
                .post("/api/v1/groups/direct", bob.token(), Map.of("user_id", ann.userId()))
                .path("id")
                .asLong();
        assertThat(one).isEqualTo(two);
    }

    private static Person someone() {
        return server.rest().register("u" + UUID.randomUUID().toString().substring(0, 12));
    }

    private static long group(Person owner, Person member) {
        return server.rest()
                .post(
                        "/api/v1/groups",
                        owner.token(),
                        Map.of("kind", "PRIVATE", "name", "Team", "member_ids", List.of(member.userId())))
                .path("id")
                .asLong();
    }
}
