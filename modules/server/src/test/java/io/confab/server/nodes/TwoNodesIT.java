package io.confab.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.OwnServer;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import io.confab.testkit.fault.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers, each a process of its own, with one database and one Redis: to their users they are one. */
class TwoNodesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SECRET = "a secret of the tests that is long enough";

    private static final OwnServer REDIS = Services.ownRedis();
    private static ServerProcess one;
    private static ServerProcess two;

    private final NativeClients clients = new NativeClients();

    @BeforeAll
    static void startBoth() throws IOException {
        Map<String, String> settings = Map.of(
                "MYSQL_URI",
                Services.mysql(),
                "REDIS_URI",
                REDIS.uri(),
                "JWT_SECRET",
                SECRET,
                "CONFAB_RATE_REGISTRATIONS",
                "1000");
        one = node("one", settings);
        two = node("two", settings);
        one.start(PATIENCE);
        two.start(PATIENCE);
        awaitStatus("ready");
    }

    @AfterAll
    static void stopBoth() {
        one.close();
        two.close();
        REDIS.close();
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void deliversWhatIsSentOnTheOtherNodeInOrder() {
        Person ann = someone();
        Person bob = someone();
        long group = group(ann, bob);
        NativeClient anns = clients.signIn(one.uri(), ann.token());
        NativeClient bobs = clients.signIn(two.uri(), bob.token());
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long sent = System.nanoTime();
            long seq = (i % 2 == 0 ? anns : bobs).send(group, "message " + i).seq();
            Frame heard = (i % 2 == 0 ? bobs : anns).next("new_message", group);
            micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
            assertThat(heard.seq()).isEqualTo(seq);
            assertThat(heard.text("content")).isEqualTo("message " + i);
            (i % 2 == 0 ? anns : bobs).next("new_message", group);
        }
        micros.sort(null);
        System.out.println("Between two nodes, one message at a time: p50 " + micros.get(100) + " µs, p99 "
                + micros.get(197) + " µs");
        // far less than the second that finding it in the database may take
        assertThat(micros.get(100)).isLessThan(200_000);
    }

    @Test
    void bringsAUserIntoAGroupThatHeIsAddedToOnTheOtherNode() {
        Person ann = someone();
        Person bob = someone();
        NativeClient bobs = clients.signIn(two.uri(), bob.token());
        long group = group(ann, bob);
        assertThat(bobs.next("group_joined").at("group").path("id").asLong()).isEqualTo(group);
        NativeClient anns = clients.signIn(one.uri(), ann.token());
        anns.send(group, "welcome");
        assertThat(bobs.next("new_message", group).text("content")).isEqualTo("welcome");
    }

    @Test
    void tellsAMemberNothingMoreWhoWasRemovedOnTheOtherNode() {
        Person ann = someone();
        Person bob = someone();
        long group = group(ann, bob);
        NativeClient anns = clients.signIn(one.uri(), ann.token());
        NativeClient bobs = clients.signIn(two.uri(), bob.token());
        anns.send(group, "before");
        bobs.next("new_message", group);
        assertThat(rest(one)
                        .call("DELETE", "/api/v1/groups/" + group + "/members/" + bob.userId(), ann.token(), null)
                        .statusCode())
                .isEqualTo(204);
        anns.send(group, "after");
        bobs.next("member_left", group);
        assertThat(bobs.ask(Frame.message(group, "still here?")).text("code")).isEqualTo("NOT_FOUND");
        assertThat(bobs.heard()).noneMatch(frame -> frame.text("content").equals("after"));
    }

    @Test
    void closesTheSocketsOfARevokedSessionOnTheOtherNodeWithinASecond() {
        Person bob = someone();
        NativeClient bobs = clients.signIn(two.uri(), bob.token());
        long begun = System.nanoTime();
        assertThat(rest(one)
                        .call("DELETE", "/api/v1/sessions/current", bob.token(), null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(bobs.closeCode()).isEqualTo(4401);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(rest(two).call("GET", "/api/v1/account", bob.token(), null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void showsTypingAndReadMarksOnTheOtherNode() {
        Person ann = someone();
        Person bob = someone();
        long group = group(ann, bob);
        NativeClient anns = clients.signIn(one.uri(), ann.token());
        NativeClient bobs = clients.signIn(two.uri(), bob.token());
        NativeClient bobsOther = clients.signIn(one.uri(), bob.token());
        long seq = anns.send(group, "read this").seq();
        bobs.next("new_message", group);
        bobs.tell(Frame.of("typing").with("group_id", group));
        assertThat(anns.next("typing", group).groupId()).isEqualTo(group);
        bobs.ask(Frame.of("mark_read").with("group_id", group).with("seq", seq));
        assertThat(bobsOther.next("marked", group).number("read_seq")).isEqualTo(seq);
        assertThat(anns.next("receipt", group).groupId()).isEqualTo(group);
    }

    @Test
    void deliversWithinTwoSecondsWhileRedisHangsAndSaysThatItIsDegraded() {
        Person ann = someone();
        Person bob = someone();
        long group = group(ann, bob);
        NativeClient anns = clients.signIn(one.uri(), ann.token());
        NativeClient bobs = clients.signIn(two.uri(), bob.token());
        REDIS.pause();
        try {
            anns.send(group, "while it hangs");
            long sent = System.nanoTime();
            assertThat(bobs.next("new_message", group).text("content")).isEqualTo("while it hangs");
            assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(2));
            awaitStatus("degraded");
            NativeClient late = clients.signIn(two.uri(), ann.token());
            assertThat(late.send(group, "came while it was away").type()).isEqualTo("message_sent");
        } finally {
            REDIS.resume();
            awaitStatus("ready");
        }
        assertThat(bobs.next("new_message", group).text("content")).isEqualTo("came while it was away");
    }

    private static ServerProcess node(String name, Map<String, String> settings) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "nodes", name + "-" + UUID.randomUUID()));
        return ServerProcess.ofMain("io.confab.server.Main", settings, directory);
    }

    private static void awaitStatus(String status) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (ServerProcess node : List.of(one, two)) {
            while (!rest(node)
                    .get("/health/ready", null)
                    .path("status")
                    .asText()
                    .equals(status)) {
                assertThat(System.nanoTime()).as("in time " + status).isLessThan(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private static RestClient rest(ServerProcess node) {
        return new RestClient(node.uri());
    }

    private static Person someone() {
        return rest(one).register("u" + UUID.randomUUID().toString().substring(0, 12));
    }

    private static long group(Person owner, Person member) {
        return rest(one)
                .post(
                        "/api/v1/groups",
                        owner.token(),
                        Map.of("kind", "PRIVATE", "name", "Team", "member_ids", List.of(member.userId())))
                .path("id")
                .asLong();
    }
}
