package io.confab.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is online is the same on every node, also when a node dies. */
class PresenceIT {

    private static final long GENERAL = 1;
    private static final Duration LEASE_AND_GRACE = Duration.ofSeconds(20);

    private final NativeClients clients = new NativeClients();
    private Nodes nodes;
    private Person ann;
    private Person bob;
    private NativeClient bobs;

    @BeforeEach
    void start() {
        nodes = Nodes.start(2, Services.mysql(), Services.redis(), Map.of());
        ann = nodes.rest(0).register("ann");
        bob = nodes.rest(1).register("bob");
        bobs = clients.signIn(nodes.uri(1), bob.token());
    }

    @AfterEach
    void stop() {
        clients.close();
        nodes.close();
    }

    @Test
    void tellsOfSomebodyOnAnotherNodeAndNotOfHisMoves() {
        NativeClient anns = clients.signIn(nodes.uri(0), ann.token());
        awaitOnline(ann);
        awaitAnn(1, true);

        NativeClient moved = clients.signIn(nodes.uri(1), ann.token());
        anns.close();
        NativeClient again = clients.signIn(nodes.uri(0), ann.token());
        moved.close();
        again.close();

        Frame gone = bobs.next("user_offline", GENERAL);
        assertThat(gone.number("user_id")).isEqualTo(ann.userId());
        awaitAnn(0, false);
        awaitAnn(1, false);
        assertThat(bobs.heard()).noneMatch(frame -> frame.is("user_online") && frame.number("user_id") == ann.userId());
        assertThat(lastSeen(0)).isEqualTo(lastSeen(1)).isNotEmpty();
    }

    @Test
    void takesUsersOfAKilledNodeForGone() {
        Instant came = Instant.now();
        clients.signIn(nodes.uri(0), ann.token());
        awaitOnline(ann);

        nodes.node(0).kill();
        Instant killed = Instant.now();

        awaitAnn(1, false);
        assertThat(Duration.between(killed, Instant.now())).isLessThan(LEASE_AND_GRACE);
        assertThat(Instant.parse(lastSeen(1))).isBetween(came.minusSeconds(1), killed.plusSeconds(4));
    }

    @Test
    void saysNothingOfAUserWhoComesBackAtAnotherNodeWhenHisIsStopped() {
        NativeClient anns = clients.signIn(nodes.uri(0), ann.token());
        awaitOnline(ann);

        nodes.node(0).stop(Nodes.PATIENCE);
        assertThat(anns.closeCode()).isEqualTo(1001);
        NativeClient again = clients.signIn(nodes.uri(1), ann.token());
        nodes.node(0).start(Nodes.PATIENCE);
        awaitAnn(0, true);

        assertThat(bobs.heard()).noneMatch(frame -> frame.is("user_offline"));
        again.close();
        assertThat(bobs.next("user_offline", GENERAL).number("user_id")).isEqualTo(ann.userId());
    }

    /** Bob hears of himself too. */
    private void awaitOnline(Person person) {
        while (bobs.next("user_online", GENERAL).number("user_id") != person.userId()) {
            // somebody else
        }
    }

    private void awaitAnn(int node, boolean online) {
        Instant deadline = Instant.now().plus(LEASE_AND_GRACE);
        while (seenFrom(node).path("online").asBoolean() != online) {
            assertThat(Instant.now()).as("ann is seen as online: " + online).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private String lastSeen(int node) {
        return seenFrom(node).path("last_seen").asText();
    }

    private JsonNode seenFrom(int node) {
        JsonNode answer = nodes.rest(node).get("/api/v1/groups/" + GENERAL + "/members", bob.token());
        for (JsonNode member : answer.path("members")) {
            if (member.path("user").path("id").asLong() == ann.userId()) {
                return member;
            }
        }
        throw new AssertionError("ann is no member");
    }
}
