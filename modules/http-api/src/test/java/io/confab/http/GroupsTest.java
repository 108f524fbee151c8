package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.group.ChangeGroup;
import io.confab.contract.group.CreateGroup;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.JoinGroup;
import io.confab.contract.group.ListDirectory;
import io.confab.contract.group.ListGroups;
import io.confab.contract.group.OpenDirect;
import io.confab.contract.group.Peer;
import io.confab.contract.group.Role;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.message.Message;
import io.confab.contract.message.Preview;
import io.confab.contract.presence.CountOnline;
import io.confab.http.Client.Reply;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupsTest {

    static final Group GENERAL = new Group(1, GroupKind.PUBLIC, "General", "general", null, 2, 44, Server.NOON, null);
    static final GroupSummary SUMMARY = new GroupSummary(
            GENERAL,
            Role.MEMBER,
            41,
            40,
            2,
            Preview.of(new Message(
                    1, 44, 31, 8, "bob", UUID.randomUUID(), "\uD83D\uDE00".repeat(201), null, Server.NOON, null, null)),
            null);
    private static final GroupSummary DIRECT = new GroupSummary(
            new Group(9, GroupKind.DIRECT, null, null, null, 2, 0, Server.NOON, null),
            Role.MEMBER,
            0,
            0,
            0,
            null,
            new Peer(Server.BOB, false, Server.NOON));

    private final Server server = new Server();
    private final Client ann = server.client();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void listsMyGroups() {
        server.bus.serve(
                ListGroups.class,
                list -> Future.succeededFuture(list.userId() == 7 ? List.of(SUMMARY, DIRECT) : List.of()));
        Reply reply = ann.get("/api/v1/groups").is(200);
        assertThat(reply.json().at("/groups/0/unread").asInt()).isEqualTo(2);
        assertThat(reply.json().at("/groups/1/peer/user/name").asText()).isEqualTo("bob");
        assertThat(ann.as("bob").get("/api/v1/groups").is(200).text()).isEqualTo("{\"groups\":[]}");
    }

    @Test
    void makesAGroup() {
        List<CreateGroup> made = new ArrayList<>();
        server.bus.serve(CreateGroup.class, create -> {
            made.add(create);
            return Future.succeededFuture(GENERAL);
        });
        Reply reply = ann.post(
                "/api/v1/groups",
                "{\"kind\":\"PUBLIC\",\"name\":\"Général 🌍\",\"slug\":\"general\",\"description\":\"x\",\"member_ids\":[8,9]}");
        assertThat(reply.is(201).header("Location")).isEqualTo("/api/v1/groups/1");
        ann.post("/api/v1/groups", "{\"kind\":\"PRIVATE\",\"name\":\"P\",\"slug\":null,\"member_ids\":null}")
                .is(201);
        assertThat(made)
                .containsExactly(
                        new CreateGroup(Server.ANN, GroupKind.PUBLIC, "Général 🌍", "general", "x", List.of(8L, 9L)),
                        new CreateGroup(Server.ANN, GroupKind.PRIVATE, "P", null, null, List.of()));
    }

    @Test
    void refusesAGroupThatCannotBe() {
        post("{\"name\":\"P\"}").about("kind");
        post("{\"kind\":\"DIRECT\",\"name\":\"P\"}").about("kind");
        post("{\"kind\":\"private\",\"name\":\"P\"}").about("kind");
        post("{\"kind\":\"PRIVATE\"}").about("name");
        post("{\"kind\":\"PRIVATE\",\"name\":\"\"}").about("name");
        post("{\"kind\":\"PRIVATE\",\"name\":\"" + "x".repeat(81) + "\"}").about("name");
        post("{\"kind\":\"PRIVATE\",\"name\":\"P\",\"description\":\"" + "x".repeat(501) + "\"}")
                .about("description");
        post("{\"kind\":\"PRIVATE\",\"name\":\"P\",\"member_ids\":8}").about("member_ids");
        post("{\"kind\":\"PRIVATE\",\"name\":\"P\",\"member_ids\":[\"8\"]}").about("member_ids/0");
        post("{\"kind\":\"PRIVATE\",\"name\":\"P\",\"member_ids\":[0]}").about("member_ids/0");
        post("{\"kind\":\"PRIVATE\",\"name\":\"P\",\"member_ids\":[1" + ",1".repeat(200) + "]}")
                .about("member_ids");
    }

    @Test
    void tellsThatASlugIsTaken() {
        server.bus.serve(
                CreateGroup.class, create -> Future.failedFuture(Failure.of(Code.CONFLICT, "The slug is taken")));
        ann.post("/api/v1/groups", "{\"kind\":\"PUBLIC\",\"name\":\"P\"}").isError(409, "CONFLICT");
    }

    @Test
    void listsTheDirectoryPageByPage() {
        List<ListDirectory> pages = new ArrayList<>();
        server.bus.serve(ListDirectory.class, page -> {
            pages.add(page);
            return Future.succeededFuture(List.of(GENERAL));
        });
        ann.get("/api/v1/groups/directory").is(200);
        ann.get("/api/v1/groups/directory?after=1&limit=200").is(200);
        assertThat(pages).containsExactly(new ListDirectory(0, 50), new ListDirectory(1, 200));
        ann.get("/api/v1/groups/directory?after=-1").isError(400, "INVALID").about("after");
    }

    @Test
    void findsAPublicGroupByItsSlug() {
        server.bus.serve(
                FindPublicGroup.class,
                find -> find.slug().equals("general")
                        ? Future.succeededFuture(GENERAL)
                        : Future.failedFuture(Failure.notFound("group")));
        ann.get("/api/v1/groups/by-slug/general").is(200);
        ann.get("/api/v1/groups/by-slug/1-2").isError(404, "NOT_FOUND");
        ann.get("/api/v1/groups/by-slug/General").isError(400, "INVALID").about("slug");
    }

    @Test
    void opensADirectGroup() {
        server.bus.serve(OpenDirect.class, open -> {
            assertThat(open).isEqualTo(new OpenDirect(Server.ANN, 8));
            return Future.succeededFuture(DIRECT.group());
        });
        assertThat(ann.post("/api/v1/groups/direct", "{\"user_id\":8}")
                        .is(200)
                        .json()
                        .has("name"))
                .isFalse();
        ann.post("/api/v1/groups/direct", "{}").isError(400, "INVALID").about("user_id");
        ann.post("/api/v1/groups/direct", "{\"user_id\":\"8\"}")
                .isError(400, "INVALID")
                .about("user_id");
    }

    @Test
    void showsChangesAndJoinsAGroup() {
        server.bus.serve(ShowGroup.class, show -> Future.succeededFuture(SUMMARY));
        server.bus.serve(
                CountOnline.class,
                count -> Future.succeededFuture(Map.of(count.groupIds().get(0), 5)));
        server.bus.serve(JoinGroup.class, join -> {
            assertThat(join).isEqualTo(new JoinGroup(Server.ANN, 1));
            return Future.succeededFuture(SUMMARY);
        });
        List<ChangeGroup> changes = new ArrayList<>();
        server.bus.serve(ChangeGroup.class, change -> {
            changes.add(change);
            return Future.succeededFuture(GENERAL);
        });
        JsonNode details = ann.get("/api/v1/groups/1").is(200).json();
        assertThat(details.path("online_count").asInt()).isEqualTo(5);
        assertThat(details.path("name").asText()).isEqualTo("General");
        ann.post("/api/v1/groups/1/join", null).is(200);
        ann.post("/api/v1/groups/1/join", "{\"ignored\":true}").is(200);
        ann.send("PATCH", "/api/v1/groups/1", "{\"name\":\"N\",\"archived\":true}")
                .is(200);
        ann.send("PATCH", "/api/v1/groups/1", "{\"description\":\"\",\"name\":null}")
                .is(200);
        assertThat(changes)
                .containsExactly(new ChangeGroup(7, 1, "N", null, true), new ChangeGroup(7, 1, null, "", null));
        ann.send("PATCH", "/api/v1/groups/1", "{}").isError(400, "INVALID");
        ann.send("PATCH", "/api/v1/groups/1", "{\"archived\":\"yes\"}")
                .isError(400, "INVALID")
                .about("archived");
    }

    private Reply post(String body) {
        return ann.post("/api/v1/groups", body).isError(400, "INVALID");
    }
}
