package io.confab.server.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.server.RunningServer;
import io.confab.testkit.Jdbc;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Other people's groups look as if they did not exist: in every route of the contract that names a group, a message or a
 * session, and in every frame of the protocol's page that names a group. Both are read from where they are described, so
 * that a new one is covered by being described.
 */
class StrangersIT {

    private static final long ABSENT = 700_000_999;
    private static final Pattern CLIENT_FRAME = Pattern.compile("(?s)<!-- client -->\\s+```json\\s+(.*?)```");

    private static RunningServer server;
    private static NativeClients clients;
    private static Person ann;
    private static Person eve;
    private static List<Long> groups;
    private static long annsSession;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start();
        clients = new NativeClients();
        // so that no other number in a log of statements looks like the id of a group
        try (Connection connection = Jdbc.connect(server.mysqlUri());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE `groups` AUTO_INCREMENT = 700000001");
        }
        ann = server.rest().register("ann");
        eve = server.rest().register("eve");
        Person bob = server.rest().register("bob");
        annsSession = server.rest()
                .get("/api/v1/account", ann.token())
                .path("session_id")
                .asLong();
        groups = List.of(
                found("/api/v1/groups", Map.of("kind", "PRIVATE", "name", "Ours", "member_ids", List.of(bob.userId()))),
                found("/api/v1/groups/direct", Map.of("user_id", bob.userId())));
        for (long group : groups) {
            server.rest().post("/api/v1/groups/" + group + "/messages", ann.token(), Map.of("content", "secret"));
        }
    }

    private static long found(String path, Map<String, Object> founding) {
        return server.rest().post(path, ann.token(), founding).path("id").asLong();
    }

    @AfterAll
    static void stop() {
        clients.close();
        server.close();
    }

    /** A call of the contract with its places for ids still open. */
    private record Route(String method, String path, String body) {

        String at(long group, long seq) {
            return path.replace("{group_id}", Long.toString(group))
                    .replace("{seq}", Long.toString(seq))
                    .replace("{session_id}", Long.toString(group))
                    .replace("{invitation_id}", Long.toString(seq))
                    .replace("{user_id}", Long.toString(eve.userId()));
        }

        boolean isOf(String parameter) {
            return path.contains("{" + parameter + "}");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void answersEveryRouteOfAForeignGroupAsIfItWereAbsent() {
        List<String> before = heads();
        List<Route> routes =
                routes().stream().filter(route -> route.isOf("group_id")).toList();
        assertThat(routes).as("routes that name a group").hasSizeGreaterThan(15);
        for (Route route : routes) {
            Map<String, String> absent = call(route, ABSENT, 3);
            assertThat(absent).as("%s", route).containsEntry("status", "404");
            for (long group : groups) {
                assertThat(call(route, group, 3))
                        .as("%s of group %d", route, group)
                        .isEqualTo(absent);
                assertThat(call(route, group, 99))
                        .as("%s without a message", route)
                        .isEqualTo(absent);
            }
        }
        assertThat(heads()).isEqualTo(before);
    }

    @Test
    void answersEveryRouteOfAForeignSessionAsIfItWereAbsent() {
        List<Route> routes =
                routes().stream().filter(route -> route.isOf("session_id")).toList();
        assertThat(routes).isNotEmpty();
        for (Route route : routes) {
            assertThat(call(route, annsSession, 0)).as("%s", route).isEqualTo(call(route, ABSENT, 0));
        }
        assertThat(server.rest()
                        .get("/api/v1/account", ann.token())
                        .path("session_id")
                        .asLong())
                .isEqualTo(annsSession);
    }

    /** The time that an answer takes tells nothing either: the same questions are asked of the database. */
    @Test
    void asksTheSameOfTheDatabaseForAForeignGroupAsForAnAbsentOne() throws SQLException {
        // of whom nothing is cached yet
        Person mallory = server.rest().register("mallory");
        int asked = 0;
        try (StatementLog log = StatementLog.of(server.mysqlUri())) {
            for (Route route :
                    routes().stream().filter(route -> route.isOf("group_id")).toList()) {
                call(mallory, route, ABSENT, 3);
                List<String> absent = log.take();
                call(mallory, route, groups.get(0), 3);
                assertThat(log.take()).as("%s", route).isEqualTo(absent);
                asked += absent.size();
            }
        }
        assertThat(asked).isPositive();
    }

    @Test
    void answersEveryFrameAboutAForeignGroupAsIfItWereAbsent() throws IOException {
        List<String> before = heads();
        List<Frame> frames = framesAboutGroups();
        assertThat(frames).extracting(Frame::type).contains("send_message", "resume", "typing", "watch", "mark_read");
        try (NativeClient client = clients.signIn(server.uri(), eve.token())) {
            for (Frame frame : frames) {
                String absent = answer(client, frame, ABSENT);
                assertThat(frame.is("unwatch") || absent.contains("NOT_FOUND"))
                        .as(absent)
                        .isTrue();
                for (long group : groups) {
                    assertThat(answer(client, frame, group))
                            .as("%s of group %d", frame, group)
                            .isEqualTo(absent);
                }
            }
            assertThat(client.heard()).noneMatch(heard -> groups.contains(heard.groupId()));
        }
        assertThat(heads()).isEqualTo(before);
    }

    /** Cursors of groups that are not one's own are passed over, whether the groups exist or not. */
    @Test
    void tellsNothingOfAForeignGroupToACursorInIdentify() {
        for (long group : List.of(ABSENT, groups.get(0), groups.get(1))) {
            try (NativeClient client = clients.connect(server.uri())) {
                client.identify(eve.token(), Map.of(group, 0L));
                assertThat(client.next("resumed").seqs("heads")).isEmpty();
                assertThat(client.heard()).noneMatch(frame -> frame.groupId() == group);
            }
        }
    }

    private static Map<String, String> call(Route route, long group, long seq) {
        return call(eve, route, group, seq);
    }

    private static Map<String, String> call(Person stranger, Route route, long group, long seq) {
        HttpResponse<String> response =
                server.rest().call(route.method(), route.at(group, seq), stranger.token(), route.body());
        return Answers.of(response);
    }

    private static String answer(NativeClient client, Frame frame, long group) {
        Frame asked = frame.with("group_id", frame.groupId() == 0 ? null : group);
        if (!frame.at("key").isMissingNode()) {
            asked = asked.with("key", UUID.randomUUID());
        }
        if (!frame.at("cursors").isMissingNode()) {
            asked = asked.with("cursors", Map.of(group, 1));
        }
        return client.ask(asked.with("ref", null))
                .with("ref", null)
                .toString()
                .replace(Long.toString(group), "<group>");
    }

    /** The heads of all groups as their members see them: nothing that a stranger does moves one. */
    private static List<String> heads() {
        List<String> heads = new ArrayList<>();
        for (long group : groups) {
            JsonNode seen = server.rest().get("/api/v1/groups/" + group, ann.token());
            heads.add(group + " " + seen.path("head") + " " + seen.path("member_count") + " " + seen.path("name"));
        }
        return heads;
    }

    /** Every operation of the contract that names something by its number, with the contract's own example as body. */
    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        JsonNode contract = server.rest().get("/openapi.json", null);
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    // those of the older contracts have addresses, and tests, of their own
                    boolean isNative = !path.getValue().has("servers");
                    if (isNative
                            && path.getKey().contains("{")
                            && operation.getValue().has("operationId")) {
                        JsonNode body = operation.getValue().path("requestBody");
                        JsonNode example = body.at("/content/application~1json/example");
                        assertThat(body.isMissingNode() || example.isObject())
                                .as(
                                        "the body of %s has an example",
                                        operation.getValue().path("operationId"))
                                .isTrue();
                        routes.add(new Route(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                "/api/v1" + path.getKey(),
                                body.isMissingNode() ? null : example.toString()));
                    }
                }));
        return routes;
    }

    /** The client's frames of the protocol's page that name a group, one of each type. */
    private static List<Frame> framesAboutGroups() throws IOException {
        Map<String, Frame> frames = new LinkedHashMap<>();
        String page = Files.readString(Path.of("..", "..", "docs", "protocol.md"));
        CLIENT_FRAME
                .matcher(page)
                .results()
                .map(match -> Frame.parse(match.group(1)))
                .forEach(frame -> {
                    boolean named = frame.groupId() != 0
                            || (frame.is("resume") && frame.json().has("cursors"));
                    if (named) {
                        frames.put(frame.type(), frame.with("reply_to", null));
                    }
                });
        return List.copyOf(frames.values());
    }
}
