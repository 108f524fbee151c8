package io.confab.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import io.confab.testkit.fault.StoredLog;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One user sends the same key from two sockets and over REST at the same moment. */
class SameKeyIT {

    private static final long GENERAL = 1;
    private static final int KEYS = 200;

    /** What tells one message from another: all that an answer says of it. */
    private record Answer(long groupId, long seq, long messageId, String key, String sentAt) {

        static Answer of(JsonNode sent) {
            return new Answer(
                    sent.path("group_id").asLong(),
                    sent.path("seq").asLong(),
                    sent.path("message_id").asLong(),
                    sent.path("key").asText(),
                    sent.path("sent_at").asText());
        }
    }

    private final ExecutorService rest = Executors.newSingleThreadExecutor();

    @Test
    void makesOneMessageOfOneKeyAlsoAfterTheServerWasKilled() throws Exception {
        try (Trial trial = Trial.start(Services.mysql(), "same-key")) {
            Person ann = trial.member("ann");
            Map<UUID, Answer> answers = new LinkedHashMap<>();
            try (NativeClient one = trial.clients().signIn(trial.server().uri(), ann.token());
                    NativeClient two = trial.clients().signIn(trial.server().uri(), ann.token())) {
                for (int i = 0; i < KEYS; i++) {
                    UUID key = UUID.randomUUID();
                    answers.put(key, sendThrice(trial, one, two, ann, key));
                }
                refusesAnotherBody(trial, one, ann, answers);
            }
            assertThat(storedOf(trial, ann)).isEqualTo(answers.size());

            trial.server().kill();
            trial.server().start(Trial.PATIENCE);

            try (NativeClient one = trial.clients().signIn(trial.server().uri(), ann.token());
                    NativeClient two = trial.clients().signIn(trial.server().uri(), ann.token())) {
                for (UUID key : List.copyOf(answers.keySet()).subList(0, KEYS / 4)) {
                    assertThat(sendThrice(trial, one, two, ann, key)).isEqualTo(answers.get(key));
                }
                Map<UUID, Future<Frame>> again = new LinkedHashMap<>();
                answers.keySet()
                        .forEach(key -> again.put(key, one.socket().ask(Frame.message(GENERAL, key, text(key)))));
                for (Map.Entry<UUID, Future<Frame>> asked : again.entrySet()) {
                    assertThat(Answer.of(sent(asked.getValue()))).isEqualTo(answers.get(asked.getKey()));
                }
                refusesAnotherBody(trial, one, ann, answers);
            }
            assertThat(storedOf(trial, ann)).isEqualTo(answers.size());
        } finally {
            rest.shutdownNow();
        }
    }

    /** Sends it from everywhere at once; all get the one answer. */
    private Answer sendThrice(Trial trial, NativeClient one, NativeClient two, Person ann, UUID key) throws Exception {
        CompletableFuture<HttpResponse<String>> overRest =
                CompletableFuture.supplyAsync(() -> post(trial.server().uri(), ann, key, text(key)), rest);
        Future<Frame> first = one.socket().ask(Frame.message(GENERAL, key, text(key)));
        Future<Frame> second = two.socket().ask(Frame.message(GENERAL, key, text(key)));
        Answer answer = Answer.of(sent(first));
        assertThat(Answer.of(sent(second))).isEqualTo(answer);
        HttpResponse<String> response = overRest.get(10, TimeUnit.SECONDS);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(Answer.of(Wire.json().readTree(response.body()))).isEqualTo(answer);
        assertThat(answer.key()).isEqualTo(key.toString());
        return answer;
    }

    private static JsonNode sent(Future<Frame> answer) throws Exception {
        Frame frame = answer.await(10, TimeUnit.SECONDS);
        assertThat(frame.type()).as(frame.toString()).isEqualTo("message_sent");
        return frame.json();
    }

    private static void refusesAnotherBody(Trial trial, NativeClient socket, Person ann, Map<UUID, Answer> answers)
            throws JsonProcessingException {
        for (UUID key : List.copyOf(answers.keySet()).subList(0, 10)) {
            assertThat(socket.ask(Frame.message(GENERAL, key, "another text")).text("code"))
                    .isEqualTo("CONFLICT");
            assertThat(socket.ask(Frame.message(2, key, text(key))).text("code"))
                    .as("in another group")
                    .isEqualTo("CONFLICT");
            HttpResponse<String> refused = post(trial.server().uri(), ann, key, "another text");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(Wire.json()
                            .readTree(refused.body())
                            .path("error")
                            .path("code")
                            .asText())
                    .isEqualTo("CONFLICT");
        }
    }

    private static HttpResponse<String> post(URI server, Person ann, UUID key, String content) {
        return RestClient.send(HttpRequest.newBuilder(server.resolve("/api/v1/groups/" + GENERAL + "/messages"))
                .header("Authorization", "Bearer " + ann.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key.toString())
                .POST(BodyPublishers.ofString(
                        Wire.object(Map.of("content", content)).toString()))
                .build());
    }

    private static String text(UUID key) {
        return "the message of " + key;
    }

    private static long storedOf(Trial trial, Person ann) throws SQLException {
        List<StoredLog.Message> messages = trial.stored().messages();
        return messages.stream()
                .filter(message -> message.senderId() == ann.userId())
                .count();
    }
}
