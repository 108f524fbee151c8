package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.DeleteMessage;
import io.confab.contract.message.EditMessage;
import io.confab.contract.message.History;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.Message;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.contract.message.ReadHistory;
import io.confab.contract.message.ReadHistory.From;
import io.confab.contract.message.ReadMessage;
import io.confab.contract.message.SendMessage;
import io.confab.contract.message.Sent;
import io.confab.http.Client.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final String MESSAGES = "/api/v1/groups/1/messages";
    private static final UUID KEY = UUID.fromString("5f2b8a38-6b0e-4ad8-8a5e-2f6c5e0e0001");
    private static final Message MESSAGE = new Message(1, 45, 32, 7, "ann", KEY, "hi", 44L, Server.NOON, null, null);

    private final Server server = new Server();
    private final Client ann = server.client();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sendsAMessageUnderTheClientsKey() {
        List<SendMessage> sends = takeSends();
        Reply reply =
                ann.send("POST", MESSAGES, "{\"content\":\"hi\",\"reply_to\":44}", "Idempotency-Key", KEY.toString());
        assertThat(reply.is(201).header("Location")).isEqualTo(MESSAGES + "/45");
        assertThat(reply.json().get("key").asText()).isEqualTo(KEY.toString());
        assertThat(sends).containsExactly(new SendMessage(Server.ANN, 1, KEY, "hi", 44L));
    }

    @Test
    void makesAKeyForAClientThatSendsNone() {
        List<SendMessage> sends = takeSends();
        ann.post(MESSAGES, "{\"content\":\"hi\",\"reply_to\":null,\"colour\":\"red\"}")
                .is(201);
        ann.post(MESSAGES, "{\"content\":\"hi\"}").is(201);
        assertThat(sends).extracting(SendMessage::key).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(sends).extracting(SendMessage::replyTo).containsOnlyNulls();
    }

    @Test
    void passesAnyUnicodeOnUnchanged() {
        List<SendMessage> sends = takeSends();
        List<String> contents = List.of(
                "𝄞🏳️‍🌈 e\u0301 שלום \u202e",
                "<script>alert(1)</script>",
                "'; DROP TABLE messages; --",
                "\u0000",
                "x".repeat(8_000),
                "👍".repeat(8_000),
                " spaces ",
                "line\r\nline");
        for (String content : contents) {
            ann.post(MESSAGES, new JsonObject().put("content", content).encode())
                    .is(201);
        }
        assertThat(sends).extracting(SendMessage::content).isEqualTo(contents);
    }

    @Test
    void takesTheLongestContentOfAClientThatEscapesEachCharacter() {
        List<SendMessage> sends = takeSends();
        ann.post(MESSAGES, "{\"content\":\"" + "\\ud83d\\udc4d".repeat(8_000) + "\"}")
                .is(201);
        assertThat(sends).extracting(SendMessage::content).containsExactly("👍".repeat(8_000));
    }

    @Test
    void takesNullForAbsentAndRefusesIntegersWithAnExponent() {
        server.bus.serve(
                MarkMessages.class,
                mark -> Future.succeededFuture(new OwnMarksMoved(7, 1, mark.deliveredSeq(), mark.readSeq(), 0)));
        String marks = "/api/v1/groups/1/marks";
        assertThat(ann.send("POST", marks, "{\"delivered_seq\":3,\"read_seq\":null}")
                        .is(200)
                        .json()
                        .get("read_seq")
                        .asLong())
                .isZero();
        ann.send("POST", marks, "{\"read_seq\":1e3}").isError(400, "INVALID").about("read_seq");
        ann.send("POST", marks, "{\"read_seq\":2.0}").isError(400, "INVALID").about("read_seq");
        ann.get(MESSAGES + "?limit=1e1").isError(400, "INVALID").about("limit");
        ann.get("/api/v1/groups/1e0").isError(400, "INVALID").about("group_id");
    }

    @Test
    void refusesAMessageThatIsNone() {
        ann.post(MESSAGES, "{}").isError(400, "INVALID").about("content");
        ann.post(MESSAGES, "{\"content\":null}").isError(400, "INVALID").about("content");
        ann.post(MESSAGES, "{\"content\":5}").isError(400, "INVALID").about("content");
        ann.post(MESSAGES, "{\"content\":\"\"}").isError(400, "INVALID").about("content");
        ann.post(MESSAGES, "{\"content\":\"" + "x".repeat(8_001) + "\"}")
                .isError(400, "INVALID")
                .about("content");
        for (String replyTo : List.of("0", "-1", "\"1\"", "1.5", "9007199254740992", "1e400", "[]")) {
            ann.post(MESSAGES, "{\"content\":\"hi\",\"reply_to\":" + replyTo + "}")
                    .isError(400, "INVALID")
                    .about("reply_to");
        }
        for (String key : List.of("x", "5f2b8a386b0e4ad88a5e2f6c5e0e0001", KEY + "0", "urn:uuid:" + KEY)) {
            ann.send("POST", MESSAGES, "{\"content\":\"hi\"}", "Idempotency-Key", key)
                    .isError(400, "INVALID")
                    .about("Idempotency-Key");
        }
    }

    @Test
    void neverRepeatsTheContentInAnError() {
        assertThat(ann.post(MESSAGES, "{\"content\":\"" + "secret".repeat(2_000) + "\"}")
                        .isError(400, "INVALID")
                        .text())
                .doesNotContain("secret");
        assertThat(ann.post(MESSAGES, "{\"content\":\"hi\",\"reply_to\":\"secret\"}")
                        .isError(400, "INVALID")
                        .text())
                .doesNotContain("secret");
    }

    @Test
    void tellsTheFailuresOfASend() {
        List<Failure> failures = new ArrayList<>(List.of(
                Failure.notFound("group"),
                Failure.of(Code.CONFLICT, "The key was used for another message"),
                Failure.rateLimited(7),
                Failure.unavailable("The database is away")));
        server.bus.serve(SendMessage.class, send -> Future.failedFuture(failures.remove(0)));
        ann.post(MESSAGES, "{\"content\":\"hi\"}").isError(404, "NOT_FOUND");
        ann.post(MESSAGES, "{\"content\":\"hi\"}").isError(409, "CONFLICT");
        assertThat(ann.post(MESSAGES, "{\"content\":\"hi\"}")
                        .isError(429, "RATE_LIMITED")
                        .header("Retry-After"))
                .isEqualTo("7");
        assertThat(ann.post(MESSAGES, "{\"content\":\"hi\"}")
                        .isError(503, "UNAVAILABLE")
                        .header("Retry-After"))
                .isEqualTo("1");
    }

    @Test
    void pagesByTheSideThatIsAskedFor() {
        List<ReadHistory> pages = new ArrayList<>();
        server.bus.serve(ReadHistory.class, page -> {
            pages.add(page);
            return Future.succeededFuture(new History(List.of(MESSAGE), true, false, 45));
        });
        Reply newest = ann.get(MESSAGES).is(200);
        ann.get(MESSAGES + "?before=45&limit=200").is(200);
        ann.get(MESSAGES + "?after=0&limit=1").is(200);
        ann.get(MESSAGES + "?around=9007199254740991").is(200);
        assertThat(newest.json().at("/messages/0/content").asText()).isEqualTo("hi");
        assertThat(pages)
                .containsExactly(
                        new ReadHistory(7, 1, From.BEFORE, Long.MAX_VALUE, 50),
                        new ReadHistory(7, 1, From.BEFORE, 45, 200),
                        new ReadHistory(7, 1, From.AFTER, 0, 1),
                        new ReadHistory(7, 1, From.AROUND, 9_007_199_254_740_991L, 50));
    }

    @Test
    void refusesAPageThatCannotBe() {
        for (String limit : List.of("0", "201", "-1", "x", "", "1.5", "null", "%22%22")) {
            ann.get(MESSAGES + "?limit=" + limit).isError(400, "INVALID").about("limit");
        }
        ann.get(MESSAGES + "?limit=1&limit=2").isError(400, "INVALID").about("limit");
        ann.get(MESSAGES + "?before=0").isError(400, "INVALID").about("before");
        ann.get(MESSAGES + "?before=2&after=1").isError(400, "INVALID").about("before");
        ann.get(MESSAGES + "?around=2&after=1").isError(400, "INVALID").about("before");
    }

    @Test
    void readsEditsAndDeletesOneMessage() {
        Message stub = new Message(1, 45, 32, 7, "ann", KEY, null, 44L, Server.NOON, Server.NOON, Server.NOON);
        server.bus.serve(ReadMessage.class, read -> {
            assertThat(read).isEqualTo(new ReadMessage(7, 1, 45));
            return Future.succeededFuture(MESSAGE);
        });
        server.bus.serve(EditMessage.class, edit -> {
            assertThat(edit).isEqualTo(new EditMessage(7, 1, 45, "ho"));
            return Future.succeededFuture(MESSAGE);
        });
        server.bus.serve(DeleteMessage.class, delete -> {
            assertThat(delete).isEqualTo(new DeleteMessage(7, 1, 45));
            return Future.succeededFuture(stub);
        });
        assertThat(ann.get(MESSAGES + "/45").is(200).json().get("reply_to").asLong())
                .isEqualTo(44);
        ann.send("PATCH", MESSAGES + "/45", "{\"content\":\"ho\"}").is(200);
        assertThat(ann.send("DELETE", MESSAGES + "/45", null).is(200).json().has("content"))
                .isFalse();
        ann.send("PATCH", MESSAGES + "/45", "{\"content\":\"\"}")
                .isError(400, "INVALID")
                .about("content");
        ann.send("PATCH", MESSAGES + "/45", "{}").isError(400, "INVALID").about("content");
    }

    @Test
    void readsTheLogForMembersOnly() {
        LogPage page = new LogPage(
                1,
                List.of(
                        new LogEntry.MessagePosted(MESSAGE),
                        new LogEntry.MemberLeft(1, 46, Server.NOON, 7, Server.BOB, 1)),
                46);
        List<ReadLog> reads = new ArrayList<>();
        server.bus.serve(
                ShowGroup.class,
                show -> show.userId() == 7
                        ? Future.succeededFuture(GroupsTest.SUMMARY)
                        : Future.failedFuture(Failure.notFound("group")));
        server.bus.serve(ReadLog.class, read -> {
            reads.add(read);
            return Future.succeededFuture(page);
        });
        Reply log = ann.get("/api/v1/groups/1/log?after=44&limit=2").is(200);
        assertThat(log.json().get("entries").findValuesAsText("type")).containsExactly("new_message", "member_left");
        ann.as("bob").get("/api/v1/groups/1/log").isError(404, "NOT_FOUND");
        assertThat(reads).containsExactly(new ReadLog(1, 44, 2));
    }

    private List<SendMessage> takeSends() {
        List<SendMessage> sends = new ArrayList<>();
        server.bus.serve(SendMessage.class, send -> {
            sends.add(send);
            return Future.succeededFuture(new Sent(send.groupId(), 45, 32, send.key(), Server.NOON));
        });
        return sends;
    }
}
