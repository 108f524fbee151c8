package io.confab.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.testkit.Jdbc;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Links into private groups: who makes them, who enters by them, and that all others look alike. */
class InvitationsIT {

    private static final String SHOW = "/api/v1/invitations/show";
    private static final String ACCEPT = "/api/v1/invitations/accept";

    private static RunningServer server;
    private static Person ann;
    private static Person bob;
    private static Person eve;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        ann = server.rest().register("ann invites");
        bob = server.rest().register("bob is no admin");
        eve = server.rest().register("eve is a stranger");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void bringsWhoHoldsALinkIntoTheGroupAndTellsItsLog() {
        long group = group("Crew", List.of(bob.userId()));
        Person cyd = server.rest().register("cyd comes in");
        JsonNode invitation = make(group, Map.of());
        assertThat(invitation.path("token").asText()).matches("[A-Za-z0-9_-]{43}");
        JsonNode shown = server.rest().post(SHOW, cyd.token(), Map.of("token", token(invitation)));
        assertThat(shown.toString()).isEqualTo("{\"name\":\"Crew\",\"member_count\":2}");
        try (NativeClients clients = new NativeClients();
                NativeClient listener = clients.signIn(server.uri(), bob.token())) {
            JsonNode entered = server.rest().post(ACCEPT, cyd.token(), Map.of("token", token(invitation)));
            assertThat(entered.path("id").asLong()).isEqualTo(group);
            assertThat(entered.path("role").asText()).isEqualTo("MEMBER");
            Frame joined = listener.next("member_joined");
            assertThat(joined.groupId()).isEqualTo(group);
            assertThat(joined.toString()).contains("cyd comes in", "\"actor_id\":" + cyd.userId());
        }
        server.rest().post(ACCEPT, cyd.token(), Map.of("token", token(invitation)));
        assertThat(list(group)).hasSize(1).allSatisfy(one -> {
            assertThat(one.path("uses").asInt()).isEqualTo(1);
            assertThat(one.at("/created_by/name").asText()).isEqualTo("ann invites");
            assertThat(one.has("token")).isFalse();
        });
    }

    @Test
    void looksTheSameWhetherALinkIsAbsentExpiredUsedUpRevokedOrOfAnArchivedGroup() throws SQLException {
        long group = group("Closed doors", List.of());
        JsonNode expired = make(group, Map.of("expires_in", 60));
        JsonNode revoked = make(group, Map.of());
        JsonNode spent = make(group, Map.of("max_uses", 1));
        sql("UPDATE invitations SET expires_at = UTC_TIMESTAMP(6) WHERE id = "
                + expired.path("id").asLong());
        assertThat(delete(ann, group, revoked)).isEqualTo(204);
        assertThat(delete(ann, group, revoked)).isEqualTo(404);
        server.rest().post(ACCEPT, server.rest().register("first of one").token(), Map.of("token", token(spent)));
        long archived = group("Archived", List.of());
        JsonNode shut = make(archived, Map.of());
        server.rest().call("PATCH", "/api/v1/groups/" + archived, ann.token(), "{\"archived\":true}");
        String absent = answer(SHOW, "A".repeat(43));
        assertThat(absent).startsWith("404 ").contains("NOT_FOUND");
        assertThat(Stream.of(expired, revoked, spent, shut).map(InvitationsIT::token))
                .allSatisfy(token -> {
                    assertThat(answer(SHOW, token)).isEqualTo(absent);
                    assertThat(answer(ACCEPT, token)).isEqualTo(absent);
                });
        assertThat(answer(SHOW, "' OR 1=1 --")).isEqualTo(absent);
        assertThat(list(group)).isEmpty();
    }

    @Test
    void isWorthAsMuchAsWhoMadeIt() {
        long group = group("Former admins", List.of(bob.userId()));
        String member = "/api/v1/groups/" + group + "/members/" + bob.userId();
        server.rest().call("PUT", member, ann.token(), "{\"role\":\"ADMIN\"}");
        JsonNode invitation = make(bob, group, Map.of());
        assertThat(answer(SHOW, token(invitation))).startsWith("200 ");
        server.rest().call("DELETE", member, ann.token(), null);
        assertThat(answer(SHOW, token(invitation))).startsWith("404 ");
        assertThat(list(group)).isEmpty();
        assertThat(server.rest()
                        .call("POST", ACCEPT, bob.token(), body(token(invitation)))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void countsOnlyLinksThatStillOpenTheGroup() throws SQLException {
        long group = group("Many doors", List.of());
        for (int i = 0; i < 100; i++) {
            make(group, Map.of("max_uses", 1));
        }
        String path = "/api/v1/groups/" + group + "/invitations";
        assertThat(server.rest().call("POST", path, ann.token(), "{}").statusCode())
                .isEqualTo(409);
        sql("UPDATE invitations SET uses = 1 WHERE group_id = " + group);
        make(group, Map.of());
        assertThat(list(group)).hasSize(1);
    }

    @Test
    void givesTheLastUseToOneOfThoseWhoWantItAtOnce() {
        long group = group("One seat", List.of());
        String token = token(make(group, Map.of("max_uses", 1)));
        List<Person> many = IntStream.range(0, 6)
                .mapToObj(i -> server.rest().register("seat " + i + " x"))
                .toList();
        List<Integer> statuses = many.parallelStream()
                .map(one -> server.rest()
                        .call("POST", ACCEPT, one.token(), body(token))
                        .statusCode())
                .toList();
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 404);
        assertThat(server.rest()
                        .get("/api/v1/groups/" + group, ann.token())
                        .path("member_count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void isMadeListedAndRevokedByAdminsAlone() {
        long group = group("Admins only", List.of(bob.userId()));
        JsonNode invitation = make(group, Map.of());
        String path = "/api/v1/groups/" + group + "/invitations";
        assertThat(server.rest().call("POST", path, bob.token(), "{}").statusCode())
                .isEqualTo(403);
        assertThat(server.rest().call("GET", path, bob.token(), null).statusCode())
                .isEqualTo(403);
        assertThat(delete(bob, group, invitation)).isEqualTo(403);
        assertThat(server.rest().call("POST", path, eve.token(), "{}").statusCode())
                .isEqualTo(404);
        assertThat(delete(eve, group, invitation)).isEqualTo(404);
        long other = group("Elsewhere", List.of());
        assertThat(delete(ann, other, invitation)).isEqualTo(404);
        assertThat(list(group)).hasSize(1);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        long group = group("Limits", List.of());
        String path = "/api/v1/groups/" + group + "/invitations";
        for (String body :
                List.of("{\"expires_in\":59}", "{\"expires_in\":2592001}", "{\"max_uses\":0}", "{\"max_uses\":1e2}")) {
            assertThat(server.rest().call("POST", path, ann.token(), body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        long direct = server.rest()
                .post("/api/v1/groups/direct", ann.token(), Map.of("user_id", bob.userId()))
                .path("id")
                .asLong();
        assertThat(server.rest()
                        .call("POST", "/api/v1/groups/" + direct + "/invitations", ann.token(), "{}")
                        .statusCode())
                .isIn(403, 409);
    }

    @Test
    void storesNoSecretThatCouldBeUsed() throws SQLException {
        JsonNode invitation = make(group("Hashed", List.of()), Map.of());
        try (Connection connection = Jdbc.connect(server.mysqlUri());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT token_hash = UNHEX(SHA2('" + token(invitation) + "', 256)), CONCAT_WS(' ', token_hash,"
                                + " created_at, expires_at), DATEDIFF(expires_at, created_at) FROM invitations WHERE id = "
                                + invitation.path("id").asLong())) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getString(2)).doesNotContain(token(invitation));
            assertThat(row.getInt(3)).isEqualTo(7);
        }
    }

    private static long group(String name, List<Long> members) {
        return server.rest()
                .post("/api/v1/groups", ann.token(), Map.of("kind", "PRIVATE", "name", name, "member_ids", members))
                .path("id")
                .asLong();
    }

    private static JsonNode make(long group, Map<String, Object> wishes) {
        return make(ann, group, wishes);
    }

    private static JsonNode make(Person admin, long group, Map<String, Object> wishes) {
        return server.rest().post("/api/v1/groups/" + group + "/invitations", admin.token(), wishes);
    }

    private static List<JsonNode> list(long group) {
        JsonNode answer = server.rest().get("/api/v1/groups/" + group + "/invitations", ann.token());
        List<JsonNode> invitations = new ArrayList<>();
        answer.path("invitations").forEach(invitations::add);
        return invitations;
    }

    private static int delete(Person who, long group, JsonNode invitation) {
        String path = "/api/v1/groups/" + group + "/invitations/"
                + invitation.path("id").asLong();
        return server.rest().call("DELETE", path, who.token(), null).statusCode();
    }

    private static String answer(String path, String token) {
        HttpResponse<String> answer = server.rest().call("POST", path, eve.token(), body(token));
        return answer.statusCode() + " " + answer.body().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }

    private static String body(String token) {
        return Wire.object(Map.of("token", token)).toString();
    }

    private static String token(JsonNode invitation) {
        return invitation.path("token").asText();
    }

    private static void sql(String update) throws SQLException {
        try (Connection connection = Jdbc.connect(server.mysqlUri());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(update);
        }
    }
}
