package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.server.RunningServer;
import io.confab.server.contracts.Parties.Registered;
import io.confab.testkit.Services;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A line said in any contract is heard in all the others, in each one's own shape, with the right name, once. */
class OneWorldIT {

    private static final Duration PROMISED = Duration.ofMillis(100);
    private static final int ROUNDS = 3;

    private static RunningServer one;
    private static RunningServer two;
    private static Parties parties;

    @BeforeAll
    static void start() {
        String prefix = UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> settings = Map.of(
                "MYSQL_URI",
                Services.mysql(),
                "REDIS_URI",
                Services.redis(),
                "CHANNEL_PREFIX",
                prefix + ":c:",
                "MESSAGE_PREFIX",
                prefix + ":m:");
        one = RunningServer.start(settings);
        two = RunningServer.start(settings);
        parties = new Parties();
    }

    @AfterAll
    static void stop() {
        parties.close();
        two.close();
        one.close();
    }

    @Test
    void everybodyHearsEverybodyInAPublicGroupOnOneNode(TestReporter reporter) {
        talk(inPublic("a", one.uri(), one.uri()), reporter);
    }

    @Test
    void everybodyHearsEverybodyInAPublicGroupOnTwoNodes(TestReporter reporter) {
        talk(inPublic("b", one.uri(), two.uri()), reporter);
    }

    @Test
    void bothHearBothInADirectGroupOnOneNode(TestReporter reporter) {
        talk(inDirect("c", one.uri(), one.uri()), reporter);
    }

    @Test
    void bothHearBothInADirectGroupOnTwoNodes(TestReporter reporter) {
        talk(inDirect("d", one.uri(), two.uri()), reporter);
    }

    @Test
    void aRoomThatIsMadeOnOneNodeIsThereOnTheOtherWithTheSameCount() {
        String room = one.rest()
                .post("/api/rooms", null, Map.of("name", "Everywhere"))
                .path("id")
                .asText();
        try (Party first = parties.room(one.uri(), room, "first");
                Party second = parties.room(one.uri(), room, "second")) {
            try (Party third = parties.room(two.uri(), room, "third")) {
                third.say("hello");
                assertThat(first.hear()).isEqualTo("third: hello");
                assertThat(second.hear()).isEqualTo("third: hello");
                awaitCounts(room, 3);
            }
            awaitCounts(room, 2);
        }
        awaitCounts(room, 0);
    }

    @Test
    void nobodyTakesTheNameOfAnAccountInAnyContract() {
        RestClient rest = one.rest();
        rest.register("famous");
        for (RunningServer node : List.of(one, two)) {
            for (String path : List.of("/ws/general?username=Famous", "/ws/Famous")) {
                assertThat(TextSocket.open(node.uri(), path).closed().code())
                        .as(path)
                        .isEqualTo(1008);
            }
            assertThat(node.rest()
                            .call("POST", "/api/users", null, "{\"username\":\"FAMOUS\"}")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(node.rest()
                            .call("POST", "/register", null, "{\"username\":\"famous\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void noAccountTakesTheNameOfAGuestWhoIsHere() {
        try (Party guest = parties.room(one.uri(), "random", "visitor")) {
            assertThat(guest.name()).isEqualTo("visitor");
            for (RunningServer node : List.of(one, two)) {
                assertThat(node.rest()
                                .register("Visitor", "long enough for this")
                                .statusCode())
                        .isEqualTo(409);
            }
        }
    }

    /**
     * Each says some lines; each hears all of them, in one order, and nothing else. Every pair is timed; a machine that is busy
     * with other tests holds up a single line now and then, so the promise is held against the line in the middle.
     */
    private static void talk(List<Party> all, TestReporter reporter) {
        try (Circle circle = new Circle(all)) {
            circle.talk(1); // the first line of each pays for what is loaded and connected once
            List<Circle.Delay> delays = circle.talk(ROUNDS);
            delays.sort(Comparator.comparing(Circle.Delay::time));
            Duration median = delays.get(delays.size() / 2).time();
            Circle.Delay slowest = delays.get(delays.size() - 1);
            reporter.publishEntry(Map.of(
                    "pairs timed", Integer.toString(delays.size()),
                    "median, ms", Double.toString(median.toNanos() / 1e6),
                    "p95, ms",
                            Double.toString(
                                    delays.get(delays.size() * 95 / 100).time().toNanos() / 1e6),
                    "maximum", slowest.toString()));
            assertThat(median).isLessThanOrEqualTo(PROMISED);
        }
    }

    /** Each contract twice, once on each of the nodes. */
    private static List<Party> inPublic(String suffix, URI... nodes) {
        List<Party> all = new ArrayList<>();
        long general = idOf("general");
        for (int i = 0; i < nodes.length; i++) {
            String tail = suffix + i;
            Person person = one.rest().register("native-" + tail);
            all.add(parties.account(nodes[i], person, "native-" + tail, general));
            all.add(parties.room(nodes[i], "general", "room-" + tail));
            all.add(parties.channel(nodes[i], "general", "channel-" + tail));
            Person talker = one.rest().register("talker-" + tail);
            all.add(parties.conversation(nodes[i], talker, "talker-" + tail, general, Map.of("group_id", general)));
            all.add(parties.lobby(nodes[i], "lobby-" + tail));
        }
        return all;
    }

    /** Somebody with an account and somebody who registered a name; the former begins. */
    private static List<Party> inDirect(String suffix, URI first, URI second) {
        Person person = one.rest().register("account-" + suffix);
        Registered name = Parties.register(one.uri(), "name-" + suffix);
        JsonNode group = one.rest().post("/api/v1/groups/direct", person.token(), Map.of("user_id", name.id()));
        long groupId = group.path("id").asLong();
        Map<Long, String> names = Map.of(person.userId(), "account-" + suffix, name.id(), name.name());
        return List.of(
                parties.account(first, person, "account-" + suffix, groupId),
                parties.forms(second, name, groupId, names),
                parties.account(second, person, "account-" + suffix, groupId),
                parties.forms(first, name, groupId, names),
                parties.conversation(first, person, "account-" + suffix, groupId, Map.of("to_user_id", name.id())),
                parties.conversation(second, person, "account-" + suffix, groupId, Map.of("to_user_id", name.id())));
    }

    private static void awaitCounts(String room, int count) {
        for (RunningServer node : List.of(one, two)) {
            Until.isTrue(() -> countOf(node, room) == count, () -> countOf(node, room) + " instead of " + count);
        }
    }

    private static int countOf(RunningServer node, String room) {
        for (JsonNode each : node.rest().get("/api/rooms", null)) {
            if (each.path("id").asText().equals(room)) {
                return each.path("member_count").asInt(-1);
            }
        }
        throw new AssertionError("No room " + room);
    }

    private static long idOf(String slug) {
        return one.rest().get("/api/channels/" + slug, null).path("id").asLong();
    }
}
