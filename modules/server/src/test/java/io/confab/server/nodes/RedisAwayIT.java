package io.confab.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.OwnServer;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes without a Redis that answers: the database alone tells them what the other one did, within 2 s. */
class RedisAwayIT {

    private static final Duration SOON = Duration.ofSeconds(2);

    private static final OwnServer REDIS = Services.ownRedis();
    private static Nodes nodes;

    private final NativeClients clients = new NativeClients();
    private final Person ann = someone();
    private final Person bob = someone();
    private final NativeClient anns = clients.signIn(nodes.uri(0), ann.token());
    private final NativeClient bobs = clients.signIn(nodes.uri(1), bob.token());

    @BeforeAll
    static void startNodesAndLoseRedis() {
        nodes = Nodes.start(2, Services.mysql(), REDIS.uri(), Map.of());
        REDIS.stop();
        for (int node = 0; node < 2; node++) {
            while (!status(node).equals("degraded")) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    @AfterAll
    static void stopThem() {
        nodes.close();
        REDIS.close();
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void deliversMessagesInOrder() {
        long group = group();
        bobs.next("group_joined");
        for (int i = 0; i < 3; i++) {
            Instant sent = Instant.now();
            long seq = anns.send(group, "message " + i).seq();
            Frame heard = bobs.next("new_message", group);
            assertThat(Duration.between(sent, Instant.now())).isLessThan(SOON);
            assertThat(heard.seq()).isEqualTo(seq);
            assertThat(heard.text("content")).isEqualTo("message " + i);
        }
    }

    @Test
    void bringsANewMemberIn() {
        Instant made = Instant.now();
        long group = group();
        assertThat(bobs.next("group_joined").at("group").path("id").asLong()).isEqualTo(group);
        assertThat(Duration.between(made, Instant.now())).isLessThan(SOON);
        assertThat(bobs.send(group, "at once").type()).isEqualTo("message_sent");
    }

    @Test
    void letsAMemberWhoWasRemovedNeitherSayNorHearMore() {
        long group = group();
        bobs.next("group_joined");
        bobs.send(group, "known here as a member");
        nodes.rest(0).call("DELETE", "/api/v1/groups/" + group + "/members/" + bob.userId(), ann.token(), null);
        assertThat(bobs.ask(Frame.message(group, "still here?")).text("code")).isEqualTo("NOT_FOUND");
        anns.send(group, "after");
        bobs.next("member_left", group);
        assertThat(bobs.heard()).noneMatch(frame -> frame.text("content").equals("after"));
    }

    @Test
    void closesTheSocketsOfASessionThatWasRevoked() {
        Instant begun = Instant.now();
        nodes.rest(0).call("DELETE", "/api/v1/sessions/current", bob.token(), null);
        assertThat(bobs.closeCode()).isEqualTo(4401);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
        assertThat(nodes.rest(1)
                        .call("GET", "/api/v1/account", bob.token(), null)
                        .statusCode())
                .isEqualTo(401);
    }

    private static String status(int node) {
        return nodes.rest(node).get("/health/ready", null).path("status").asText();
    }

    private static Person someone() {
        return nodes.rest(0).register("u" + UUID.randomUUID().toString().substring(0, 12));
    }

    private long group() {
        Map<String, Object> group = Map.of("kind", "PRIVATE", "name", "Team", "member_ids", List.of(bob.userId()));
        return nodes.rest(0)
                .post("/api/v1/groups", ann.token(), group)
                .path("id")
                .asLong();
    }
}
