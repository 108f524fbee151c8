package io.confab.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.testkit.Jdbc;
import io.confab.testkit.Services;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is online is the same on every node, also when a node dies. */
class PresenceIT {

    private static final long GENERAL = 1;
    private static final Duration LEASE_AND_GRACE = Duration.ofSeconds(20);

    private static Nodes nodes;

    private final NativeClients clients = new NativeClients();
    private Person ann;
    private Person bob;
    private NativeClient bobs;

    @BeforeAll
    static void startNodes() {
        nodes = Nodes.start(2, Services.mysql(), Services.redis(), Map.of());
    }

    @AfterAll
    static void stopNodes() {
        nodes.close();
    }

    @BeforeEach
    void signIn() {
        String test = UUID.randomUUID().toString().substring(0, 8);
        ann = nodes.rest(0).register("ann " + test);
        bob = nodes.rest(1).register("bob " + test);
        bobs = clients.signIn(nodes.uri(1), bob.token());
    }

    @AfterEach
    void leave() {
        clients.close();
    }

    @Test
    void tellsOfSomebodyOnAnotherNodeAndNotOfHisMoves() {
        NativeClient anns = clients.signIn(nodes.uri(0), ann.token());
        awaitToldOf(ann, "user_online");
        awaitAnn(1, true);

        NativeClient moved = clients.signIn(nodes.uri(1), ann.token());
        anns.close();
        NativeClient again = clients.signIn(nodes.uri(0), ann.token());
        moved.close();
        again.close();

        awaitToldOf(ann, "user_offline");
        awaitAnn(0, false);
        awaitAnn(1, false);
        assertThat(bobs.heard()).noneMatch(frame -> frame.is("user_online") && frame.number("user_id") == ann.userId());
        assertThat(lastSeen(0)).isEqualTo(lastSeen(1)).isNotEmpty();
    }

    @Test
    void takesUsersOfAKilledNodeForGone() {
        Instant came = Instant.now();
        clients.signIn(nodes.uri(0), ann.token());
        awaitToldOf(ann, "user_online");

        nodes.node(0).kill();
        Instant killed = Instant.now();

        awaitAnn(1, false);
        assertThat(Duration.between(killed, Instant.now())).isLessThan(LEASE_AND_GRACE);
        assertThat(Instant.parse(lastSeen(1))).isBetween(came.minusSeconds(1), killed.plusSeconds(4));
        nodes.node(0).start(Nodes.PATIENCE);
    }

    @Test
    void countsWhoIsOnlineInALargeGroupAndTellsNothingElse() throws SQLException {
        long group = nodes.rest(0)
                .post("/api/v1/groups", ann.token(), Map.of("kind", "PUBLIC", "name", "Large"))
                .path("id")
                .asLong();
        fill(group, 200);
        nodes.rest(1).call("POST", "/api/v1/groups/" + group + "/join", bob.token(), "{}");
        assertThat(details(0, group).path("member_count").asInt()).isEqualTo(202);

        NativeClient anns = clients.signIn(nodes.uri(0), ann.token());
        awaitToldOf(ann, "user_online");
        awaitCount(0, group, 2);
        awaitCount(1, group, 2);
        anns.close();
        awaitToldOf(ann, "user_offline");
        awaitCount(0, group, 1);
        awaitCount(1, group, 1);

        assertThat(bobs.heard()).noneMatch(frame -> frame.type().startsWith("user_") && frame.groupId() == group);
    }

    /** Members who are never online. */
    private static void fill(long group, int members) throws SQLException {
        try (Connection database = Jdbc.connect(nodes.mysqlUri());
                Statement statement = database.createStatement()) {
            String range = " FROM (WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < " + members
                    + ") SELECT i FROM r) n";
            statement.execute("INSERT INTO users (id, name, folded_name, created_at)"
                    + " SELECT 1000000 + i, CONCAT('filler ', i), CONCAT('filler ', i), UTC_TIMESTAMP(6)" + range);
            statement.execute("INSERT INTO group_members"
                    + " (group_id, user_id, role, joined_seq, delivered_seq, read_seq, joined_at, changed_at)"
                    + " SELECT " + group + ", 1000000 + i, 'MEMBER', 1, 1, 1, UTC_TIMESTAMP(6), '2020-01-01'" + range);
            statement.execute("UPDATE `groups` SET member_count = member_count + " + members + " WHERE id = " + group);
        }
    }

    private JsonNode details(int node, long group) {
        return nodes.rest(node).get("/api/v1/groups/" + group, ann.token());
    }

    private void awaitCount(int node, long group, int count) {
        await(
                "online_count " + count,
                () -> details(node, group).path("online_count").asInt() == count);
    }

    @Test
    void saysNothingOfAUserWhoComesBackAtAnotherNodeWhenHisIsStopped() {
        NativeClient anns = clients.signIn(nodes.uri(0), ann.token());
        awaitToldOf(ann, "user_online");

        nodes.node(0).stop(Nodes.PATIENCE);
        assertThat(anns.closeCode()).isEqualTo(1001);
        NativeClient again = clients.signIn(nodes.uri(1), ann.token());
        nodes.node(0).start(Nodes.PATIENCE);
        awaitAnn(0, true);

        assertThat(bobs.heard())
                .noneMatch(frame -> frame.is("user_offline") && frame.number("user_id") == ann.userId());
        again.close();
        awaitToldOf(ann, "user_offline");
    }

    /** Bob hears of himself and of others too. */
    private void awaitToldOf(Person person, String frame) {
        while (bobs.next(frame, GENERAL).number("user_id") != person.userId()) {
            // somebody else
        }
    }

    private void awaitAnn(int node, boolean online) {
        await(
                "ann is seen as online: " + online,
                () -> seenFrom(node).path("online").asBoolean() == online);
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(LEASE_AND_GRACE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private String lastSeen(int node) {
        return seenFrom(node).path("last_seen").asText();
    }

    private JsonNode seenFrom(int node) {
        JsonNode answer = nodes.rest(node).get("/api/v1/groups/" + GENERAL + "/members?limit=200", bob.token());
        for (JsonNode member : answer.path("members")) {
            if (member.path("user").path("id").asLong() == ann.userId()) {
                return member;
            }
        }
        throw new AssertionError("ann is no member");
    }
}
