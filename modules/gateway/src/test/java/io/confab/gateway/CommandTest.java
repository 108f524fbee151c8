package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.EditMessage;
import io.confab.contract.message.SendMessage;
import io.confab.gateway.session.Rate;
import io.confab.gateway.socket.RawClient;
import io.confab.gateway.socket.SocketLimits;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    private static final String KEY = "\"key\": \"5f2b8a38-6b0e-4ad8-8a5e-2f6c5e0e0001\"";

    private final GatewayServer server = new GatewayServer(GatewayServer.CONFIG);
    private final World world = server.world;
    private NativeClient ann;

    @BeforeEach
    void signIn() {
        world.group(1, 3, "ann", "bob");
        world.group(2, 3, "ann", "bob");
        ann = server.signIn("ann");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "[]",
                "1",
                "null",
                "\"text\"",
                "{",
                "{\"type\": \"ping\"",
                "{\"type\": \"ping\"} {}",
                "{'type': 'ping'}",
                "{\"type\": \"ping\", \"type\": \"ping\"}",
                "{\"type\": \"ping\", \"x\": {\"y\": 1, \"y\": 2}}",
                "{\"type\": \"ping\", \"x\": 01}",
                "{\"type\": \"ping\", \"x\": NaN}",
                "{\"type\": \"p\\u00zz\"}",
                "\uFEFF{\"type\": \"ping\"}"
            })
    void refusesWhatIsNoObjectOfJson(String text) {
        ann.socket().tell(text).await();

        assertThat(ann.next("error").text("code")).isEqualTo("INVALID");
        assertThat(ann.ask(Frame.of("ping")).is("pong")).isTrue();
    }

    @Test
    void refusesJsonThatIsNestedTooDeep() {
        ann.socket()
                .tell("{\"type\": \"ping\", \"x\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                .await();
        assertThat(ann.next("error").text("code")).isEqualTo("INVALID");

        ann.socket()
                .tell("{\"type\": \"ping\", \"x\": " + "{\"y\":".repeat(31) + "1" + "}".repeat(31) + "}")
                .await();
        assertThat(ann.next("pong").type()).isEqualTo("pong");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|type",
                "{'type': 7}|type",
                "{'type': null}|type",
                "{'type': 'nonsense'}|type",
                "{'type': 'NonSense' , 'ref': 7}|ref",
                "{'type': 'ping', 'ref': {}}|ref",
                "{'type': 'ping', 'ref': '12345678901234567890123456789012345678901234567890123456789012345'}|ref",
                "{'type': 'ping', 'ref': '\\ud800'}|ref",
                "{'type': 'send_message', KEY, 'content': 'hi'}|group_id",
                "{'type': 'send_message', 'group_id': '1', KEY, 'content': 'hi'}|group_id",
                "{'type': 'send_message', 'group_id': 1.0, KEY, 'content': 'hi'}|group_id",
                "{'type': 'send_message', 'group_id': -1, KEY, 'content': 'hi'}|group_id",
                "{'type': 'send_message', 'group_id': 9007199254740992, KEY, 'content': 'hi'}|group_id",
                "{'type': 'send_message', 'group_id': 99999999999999999999999999, KEY, 'content': 'hi'}|group_id",
                "{'type': 'send_message', 'group_id': [1], KEY, 'content': 'hi'}|group_id",
                "{'type': 'send_message', 'group_id': true, KEY, 'content': 'hi'}|group_id",
                "{'type': 'send_message', 'group_id': 1, 'content': 'hi'}|key",
                "{'type': 'send_message', 'group_id': 1, 'key': '1-1-1-1-1', 'content': 'hi'}|key",
                "{'type': 'send_message', 'group_id': 1, 'key': 5, 'content': 'hi'}|key",
                "{'type': 'send_message', 'group_id': 1, KEY}|content",
                "{'type': 'send_message', 'group_id': 1, KEY, 'content': null}|content",
                "{'type': 'send_message', 'group_id': 1, KEY, 'content': {'a': 1}}|content",
                "{'type': 'send_message', 'group_id': 1, KEY, 'content': '  '}|content",
                "{'type': 'send_message', 'group_id': 1, KEY, 'content': 'hi', 'reply_to': 'x'}|reply_to",
                "{'type': 'edit_message', 'group_id': 1, 'content': 'x'}|seq",
                "{'type': 'edit_message', 'group_id': 1, 'seq': 1}|content",
                "{'type': 'delete_message', 'group_id': 1}|seq",
                "{'type': 'mark_read', 'group_id': 1, 'seq': 'all'}|seq",
                "{'type': 'mark_delivered', 'seq': 1}|group_id",
                "{'type': 'typing'}|group_id",
                "{'type': 'watch', 'group_id': 'x'}|group_id",
                "{'type': 'unwatch'}|group_id",
                "{'type': 'resume'}|cursors",
                "{'type': 'resume', 'cursors': []}|cursors",
                "{'type': 'resume', 'cursors': {'x': 1}}|cursors",
                "{'type': 'resume', 'cursors': {'1': -1}}|cursors.1",
                "{'type': 'resume', 'cursors': {'1': '1'}}|cursors.1",
                "{'type': 'resume', 'cursors': {'1': null}}|cursors.1",
                "{'type': 'identify'}|token",
            })
    void namesTheFieldThatIsWrong(String command, String field) {
        ann.socket().tell(command.replace("KEY", KEY).replace('\'', '"')).await();

        Frame error = ann.next("error");
        assertThat(error.text("code")).isEqualTo("INVALID");
        assertThat(error.text("field")).isEqualTo(field);
        assertThat(error.text("message")).isNotBlank();
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() {
        Frame sent =
                ann.ask(Frame.message(1, "hi").with("colour", List.of("red")).with("at", 1.5));

        assertThat(sent.is("message_sent")).isTrue();
    }

    @Test
    void carriesTheRefOfTheCommandOnItsAnswer() {
        String ref = "ref \"with\" everything é \u0001 👋";
        ann.tell(Frame.of("nonsense").with("ref", ref));
        ann.tell(Frame.of("ping").with("ref", ref));

        assertThat(ann.next("error").text("ref")).isEqualTo(ref);
        assertThat(ann.next("pong").text("ref")).isEqualTo(ref);
    }

    @Test
    void answersASendAlsoWithoutARef() {
        Frame command = Frame.message(1, "hi");
        ann.tell(command);

        assertThat(ann.next("message_sent").text("key")).isEqualTo(command.text("key"));
    }

    @Test
    void passesFailuresOnWithTheirCodes() {
        world.fail(SendMessage.class, Failure.of(Failure.Code.CONFLICT, "The group is archived"));

        Frame error = ann.ask(Frame.message(1, "hi"));

        assertThat(error.text("code")).isEqualTo("CONFLICT");
        assertThat(error.text("message")).isEqualTo("The group is archived");
    }

    @Test
    void answersTheCommandsOnAGroupInTheirOrderAndOthersWithoutWaiting() {
        Promise<Void> stall = world.stall(SendMessage.class);
        ann.tell(Frame.message(1, "slow").with("ref", "1"));
        ann.tell(Frame.of("delete_message").with("group_id", 1).with("seq", 1).with("ref", "2"));
        ann.tell(Frame.of("delete_message").with("group_id", 2).with("seq", 1).with("ref", "3"));
        ann.tell(Frame.of("ping").with("ref", "4"));

        assertThat(ann.next("pong").text("ref")).isEqualTo("4");
        assertThat(ann.next("done").text("ref")).isEqualTo("3");
        assertThat(Heard.all(ann)).noneMatch(frame -> frame.is("done"));
        stall.complete();
        assertThat(ann.next("message_sent").text("ref")).isEqualTo("1");
        assertThat(ann.next("done").text("ref")).isEqualTo("2");
    }

    @Test
    void keepsTheOrderOfSends() {
        List<String> contents = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            contents.add("message " + i);
            ann.tell(Frame.message(1, UUID.randomUUID(), "message " + i));
        }

        for (String content : contents) {
            assertThat(ann.next("new_message").text("content")).isEqualTo(content);
        }
    }

    @Test
    void doesNotReadOnWhileTooManyCommandsAreUnanswered() {
        Promise<Void> stall = world.stall(EditMessage.class);
        for (int i = 0; i < 200; i++) {
            ann.tell(Frame.of("edit_message")
                    .with("group_id", 1)
                    .with("seq", 1)
                    .with("content", "edit " + i)
                    .with("ref", "e" + i));
        }
        server.signIn("bob").ask(Frame.of("ping"));

        assertThat(world.asked(EditMessage.class)).isLessThanOrEqualTo(64);
        stall.complete();

        for (int i = 0; i < 200; i++) {
            assertThat(ann.next("done").text("ref")).isEqualTo("e" + i);
        }
    }

    @Test
    void refusesWhatComesTooFastAndSaysWhenToComeAgain() {
        try (GatewayServer strict = new GatewayServer(GatewayServer.with(SocketLimits.STANDARD, new Rate(1, 5)))) {
            strict.world.group(1, 0, "ann");
            NativeClient eager = strict.signIn("ann");
            for (int i = 0; i < 4; i++) {
                assertThat(eager.ask(Frame.of("ping")).is("pong")).isTrue();
            }

            Frame refused = eager.ask(Frame.of("ping"));

            assertThat(refused.text("code")).isEqualTo("RATE_LIMITED");
            assertThat(refused.number("retry_after")).isEqualTo(1);
        }
    }

    @Test
    void closesWhoGoesOnRegardless() {
        try (GatewayServer strict = new GatewayServer(GatewayServer.with(SocketLimits.STANDARD, new Rate(1, 5)))) {
            strict.world.group(1, 0, "ann");
            NativeClient flood = strict.signIn("ann");

            List<Future<Void>> garbage = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                garbage.add(flood.socket().tell("garbage"));
            }

            assertThat(flood.closeCode()).isEqualTo(4429);
            assertThat(garbage).hasSize(20);
        }
    }

    @Test
    void takesTheLongestContentOfAClientThatEscapesEachCharacter() {
        String emoji = "\uD83D\uDE00".repeat(8_000);
        try (RawClient bob = RawClient.openSlow(server.uri.getPort())) {
            bob.sendText("{\"type\":\"identify\",\"token\":\"bob\"}");
            bob.sendText("{\"type\":\"send_message\",\"group_id\":1," + KEY + ",\"content\":\""
                    + "\\ud83d\\ude00".repeat(8_000) + "\"}");
            RawClient.Received frame = bob.read();
            while (!frame.utf8().contains("new_message")) {
                frame = bob.read();
            }
            assertThat(Frame.parse(frame.utf8()).text("content")).isEqualTo(emoji);
            assertThat(frame.payload().length()).as("UTF-8, not escapes").isLessThan(33_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET", "{\"SECRET\": 1, \"SECRET\": 2}", "{\"a\": SECRET}", "{\"a\": \"SECRET"})
    void repeatsNothingOfWhatItCannotRead(String garbage) {
        ann.socket().tell(garbage);

        assertThat(ann.next("error").text("message"))
                .isEqualTo("The command is not JSON, or a key occurs twice in one object");
    }

    @Test
    void saysInItsOwnWordsThatACommandIsNestedTooDeep() {
        ann.socket().tell("{\"a\":".repeat(40) + "1" + "}".repeat(40));

        assertThat(ann.next("error").text("message"))
                .isEqualTo("The command is nested deeper than 32, or one of its parts is too long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+0000000-0000-0000-0000-000000000001", "1-1-1-1-1", "5f2b8a38-6b0e-4ad8-8a5e-2f6c5e0e000g"})
    void refusesKeysThatAreNoUuidAsItIsWritten(String key) {
        Frame answer = ann.ask(Frame.message(1, "hi").with("key", key));

        assertThat(answer.text("field")).isEqualTo("key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "+1", "-1", "0", "1e0", " 1", "", "\u0661", "99999999999999999999"})
    void refusesCursorsOfGroupsThatAreNotWrittenAsTheyAre(String groupId) {
        Frame answer = ann.ask(Frame.of("resume").with("cursors", Map.of(groupId, 1)));

        assertThat(answer.text("code")).isEqualTo("INVALID");
        assertThat(answer.text("field")).isEqualTo("cursors");
    }

    @Test
    void refusesAnIntegerThatIsWrittenWithAnExponent() {
        ann.socket().tell("{\"type\":\"delete_message\",\"group_id\":1,\"seq\":1e0}");

        assertThat(ann.next("error").text("field")).isEqualTo("seq");
    }

    @Test
    void answersAResumeThatTheLogCannotServeAndTellsTheEventsLater() {
        world.fail(ReadLog.class, Failure.unavailable("The database is away"));

        Frame answer = ann.ask(Frame.of("resume").with("cursors", Map.of(1, 0)));
        world.recover();

        assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
        assertThat(ann.next("new_message").seq()).isEqualTo(1);
        assertThat(ann.ask(Frame.of("resume").with("cursors", Map.of(1, 1))).is("resumed"))
                .isTrue();
    }

    @Test
    @Timeout(30)
    void countsWhoIsClosedBecauseHeTakesNothing() {
        Duration never = Duration.ofMinutes(10);
        Duration soon = Duration.ofMillis(200);
        SocketLimits impatient = new SocketLimits(
                65_536, 65_536, 1_048_576, never, never, never, never, never, never, soon, soon, Duration.ofMillis(20));
        try (GatewayServer strict = new GatewayServer(GatewayServer.with(impatient, new Rate(100, 100)))) {
            strict.world.group(1, 0, "ann", "bob");
            try (RawClient stuck = RawClient.openSlow(strict.uri.getPort())) {
                stuck.sendText("{\"type\":\"identify\",\"token\":\"ann\"}");
                while (strict.stats.evictions().sum() == 0) {
                    strict.world.post(1, "bob", "x".repeat(8_000));
                }
                assertThat(strict.stats.evictions().sum()).isEqualTo(1);
            }
        }
    }

    @Test
    void closesOnBinaryFramesAndTooLongOnes() {
        NativeClient bob = server.signIn("bob");
        bob.socket().tell("x".repeat(131_073)).await();

        assertThat(bob.closeCode()).isEqualTo(1009);
    }
}
