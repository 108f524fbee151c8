package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.server.RunningServer;
import io.confab.server.contracts.EventSource.Event;
import io.confab.testkit.RedisCommand;
import io.confab.testkit.Services;
import io.confab.testkit.client.RestClient;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract of channels (S4): what subscribers hear, and what other programs see of it in Redis. */
class ChannelMessagesIT {

    private static final String PREFIX = UUID.randomUUID().toString().substring(0, 8);
    private static final String CHANNELS = PREFIX + ":c:";
    private static final String MESSAGES = PREFIX + ":m:";
    private static final String REDIS = Services.redis();
    private static final RunningServer SERVER = RunningServer.start(Map.of(
            "MYSQL_URI", Services.mysql(), "REDIS_URI", REDIS, "CHANNEL_PREFIX", CHANNELS, "MESSAGE_PREFIX", MESSAGES));
    private static final RestClient REST = SERVER.rest();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void tellsSubscribersOfADeletionAndLetsNobodyInAgain() {
        String ann = user("ann-deletes");
        String bob = user("bob-deletes");
        String channel = create(ann, "Doomed");
        REST.call("PUT", channel + "/subscription", bob, null);
        try (EventSource events = listen(channel, bob, "")) {
            JsonNode deleted = json(REST.call("DELETE", channel, ann, null));
            assertThat(deleted.path("message").asText()).isEqualTo("Channel Doomed deleted");
            assertThat(events.next().name()).isEqualTo("channel_deleted");
            assertThat(events.next().data().path("message").asText()).isEqualTo("The channel was deleted");
            assertThat(events.next().name()).isEqualTo("end");
        }
        assertThat(REST.call("PUT", channel + "/subscription", bob, null).body())
                .isEqualTo("{\"detail\":\"Channel not found\"}");
        assertThat(REST.call("POST", channel + "/messages", bob, "{\"message\":\"late\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(REST.get("/api/channels", null).path("channels").findValuesAsText("name"))
                .doesNotContain("Doomed");
    }

    @Test
    void aPublishedMessageReachesSubscribers() {
        String ann = user("ann-publishes");
        String bob = user("bob-hears");
        String channel = create(ann, "Published");
        REST.call("PUT", channel + "/subscription", bob, null);
        try (EventSource events = listen(channel, bob, "");
                EventSource own = listen(channel, ann, "")) {
            JsonNode sent = REST.post(channel + "/messages", ann, Map.of("message", "héllo <b>"));
            assertThat(sent.path("message").asText()).isEqualTo("Message published to channel Published");
            Event heard = events.next();
            assertThat(heard.name()).isEqualTo("message");
            assertThat(heard.id()).isEqualTo(sent.path("seq").asLong());
            assertThat(heard.data().fieldNames())
                    .toIterable()
                    .containsExactly("id", "channel_id", "message", "timestamp", "user_id", "username", "seq");
            assertThat(heard.data().path("id").asLong())
                    .isEqualTo(sent.path("id").asLong());
            assertThat(heard.data().path("message").asText()).isEqualTo("héllo <b>");
            assertThat(heard.data().path("username").asText()).isEqualTo("ann-publishes");
            assertThat(own.next()).isEqualTo(heard);
        }
    }

    @Test
    void aProducedMessageIsStoredInTheStream() throws IOException {
        String ann = user("ann-produces");
        String channel = create(ann, "Produced");
        JsonNode sent = REST.post(channel + "/messages", ann, Map.of("message", "to be kept"));
        String id = sent.path("channel_id").asText();
        String entryId = sent.path("seq").asText() + "-0";
        Until.isTrue(
                () -> redis("XRANGE", MESSAGES + id, entryId, entryId).contains("to be kept"),
                () -> redis("XRANGE", MESSAGES + id, "-", "+"));
        List<String> entry =
                List.of(redis("XRANGE", MESSAGES + id, entryId, entryId).split("\n"));
        assertThat(entry)
                .containsSubsequence("channel_id", id)
                .containsSubsequence("message_id", sent.path("id").asText())
                .containsSubsequence("text", "to be kept")
                .contains("timestamp", "seq");
        assertThat(REST.get(channel + "/messages", ann).path("messages").findValuesAsText("message"))
                .containsExactly("to be kept");
    }

    @Test
    void consumedMessagesAreBroadcastEachOnceAndInOrder() {
        String ann = user("ann-consumes");
        String bob = user("bob-consumes");
        String channel = create(ann, "Consumed");
        REST.call("PUT", channel + "/subscription", bob, null);
        List<String> said = IntStream.range(0, 60).mapToObj(i -> "line " + i).toList();
        long after = 0;
        try (EventSource first = listen(channel, bob, "")) {
            said.subList(0, 20).forEach(line -> REST.post(channel + "/messages", ann, Map.of("message", line)));
            for (String line : said.subList(0, 15)) {
                Event event = first.next();
                assertThat(event.data().path("message").asText()).isEqualTo(line);
                after = event.id();
            }
        }
        said.subList(20, 40).forEach(line -> REST.post(channel + "/messages", ann, Map.of("message", line)));
        try (EventSource second = listen(channel, bob, Long.toString(after))) {
            said.subList(40, 60).forEach(line -> REST.post(channel + "/messages", ann, Map.of("message", line)));
            for (String line : said.subList(15, 60)) {
                assertThat(second.next().data().path("message").asText()).isEqualTo(line);
            }
        }
    }

    @Test
    void keepsWhatOtherProgramsReadInRedisUnderThePrefixesOfItsSettings() throws InterruptedException {
        String ann = user("ann-redis");
        JsonNode made = REST.post("/api/channels", ann, Map.of("name", "Seen", "description", "by others"));
        String id = made.path("channel").path("id").asText();
        Until.isTrue(() -> redis("HGETALL", CHANNELS + id).contains("by others"), () -> redis("KEYS", PREFIX + "*"));
        assertThat(redis("HGETALL", CHANNELS + id).split("\n"))
                .containsSubsequence("id", id)
                .containsSubsequence("name", "Seen")
                .containsSubsequence("description", "by others");
        String bob = user("bob-redis");
        JsonNode who = REST.post("/api/users", null, Map.of("username", "carl-redis"));
        REST.call("PUT", "/api/channels/" + id + "/subscription", bob, null);
        REST.call(
                "PUT",
                "/api/channels/" + id + "/subscription",
                who.path("token").asText(),
                null);
        Until.isTrue(
                () -> List.of(redis("SMEMBERS", CHANNELS + id + ":subs").split("\n"))
                        .containsAll(List.of(
                                ann.split("\\.", 2)[0],
                                bob.split("\\.", 2)[0],
                                who.path("id").asText())),
                () -> redis("SMEMBERS", CHANNELS + id + ":subs"));

        BlockingQueue<String> published = new LinkedBlockingQueue<>();
        Vertx vertx = Vertx.vertx();
        try {
            RedisConnection connection =
                    Redis.createClient(vertx, REDIS).connect().await();
            connection.handler(push -> published.add(push.toString()));
            connection.send(Request.cmd(Command.SUBSCRIBE).arg(CHANNELS + id)).await();
            assertThat(published.poll(10, TimeUnit.SECONDS)).contains("subscribe");
            REST.post("/api/channels/" + id + "/messages", ann, Map.of("message", "over the wire"));
            assertThat(published.poll(10, TimeUnit.SECONDS)).contains(CHANNELS + id, "over the wire");
        } finally {
            vertx.close().await();
        }

        REST.call("DELETE", "/api/channels/" + id + "/subscription", bob, null);
        Until.isTrue(
                () -> !List.of(redis("SMEMBERS", CHANNELS + id + ":subs").split("\n"))
                        .contains(bob.split("\\.", 2)[0]),
                () -> redis("SMEMBERS", CHANNELS + id + ":subs"));
    }

    @Test
    void readsNothingAfterTheLastSeqThereCanBe() {
        String ann = user("ann-far");
        String messages = create(ann, "Far") + "/messages";
        REST.post(messages, ann, Map.of("message", "the first"));
        assertThat(REST.get(messages + "?after=9007199254740991", ann).path("messages"))
                .isEmpty();
        for (String query : List.of("after=9223372036854775807", "after=-1", "limit=0", "limit=201", "limit=x")) {
            assertThat(REST.call("GET", messages + "?" + query, ann, null).statusCode())
                    .as(query)
                    .isEqualTo(422);
        }
    }

    @Test
    void showsLinesOfOtherContractsToo() {
        String ann = user("ann-mixes");
        REST.call("PUT", "/api/channels/tech/subscription", ann, null);
        try (EventSource events = listen("/api/channels/tech", ann, "");
                TextSocket guest = TextSocket.open(SERVER.uri(), "/ws/tech?username=room-guest")) {
            guest.next();
            guest.send("from a room");
            assertThat(events.next().data().path("username").asText()).isEqualTo("room-guest");
            REST.post("/api/channels/tech/messages", ann, Map.of("message", "from a channel"));
            guest.next();
            assertThat(guest.nextJson().path("username").asText()).isEqualTo("ann-mixes");
        }
    }

    private static String user(String name) {
        return REST.post("/api/users", null, Map.of("username", name))
                .path("token")
                .asText();
    }

    private static String create(String token, String name) {
        JsonNode made = REST.post("/api/channels", token, Map.of("name", name));
        return "/api/channels/" + made.path("channel").path("id").asText();
    }

    private static EventSource listen(String channel, String token, String after) {
        Map<String, String> headers = after.isEmpty()
                ? Map.of("Authorization", "Bearer " + token)
                : Map.of("Authorization", "Bearer " + token, "Last-Event-ID", after);
        return EventSource.open(URI.create(SERVER.uri() + channel + "/messages"), headers);
    }

    private static String redis(String... words) {
        try {
            return RedisCommand.run(REDIS, words);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        try {
            return Wire.json().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
