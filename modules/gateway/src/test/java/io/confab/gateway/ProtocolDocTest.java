package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Bus;
import io.confab.contract.Draining;
import io.confab.contract.Failure;
import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.Wire;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Identity;
import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.ListGroups;
import io.confab.contract.group.Peer;
import io.confab.contract.group.Role;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.DeleteMessage;
import io.confab.contract.message.EditMessage;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.MarksMoved;
import io.confab.contract.message.Message;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.contract.message.Preview;
import io.confab.contract.message.SendMessage;
import io.confab.contract.message.Sent;
import io.confab.contract.presence.PresenceChanged;
import io.confab.contract.presence.ShowTyping;
import io.confab.contract.presence.Typing;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Plays {@code docs/protocol.md}: the records behind its server frames are made of the frames themselves, given to the
 * gateway over the bus, and must come out at the client as they stand on the page.
 */
class ProtocolDocTest {

    private static final Path PAGE = Path.of("../../docs/protocol.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- (client|server) -->\\s*```json\\n(.*?)```", Pattern.DOTALL);

    /** One example frame of the page. */
    private record Example(boolean isFromClient, Frame frame) {}

    private final List<Example> page = read();
    private final Map<String, Consumer<Frame>> triggers = new HashMap<>();

    @Test
    void everyFrameOfThePageIsSpokenAsItStandsThere() {
        try (GatewayServer server = new GatewayServer(GatewayConfig.defaults(), this::serve)) {
            addTriggers(server.bus);
            NativeClient ann = server.clients.connect(server.uri);
            assertThat(ann.hello().json()).isEqualTo(page.get(0).frame.json());
            for (Example example : page.subList(1, page.size())) {
                if (example.isFromClient) {
                    ann.tell(example.frame);
                } else {
                    triggers.getOrDefault(example.frame.type(), frame -> {}).accept(example.frame);
                    expect(ann, example.frame);
                }
            }
            assertThat(ann.closeCode()).isEqualTo(1001);
        }
    }

    /** Other frames of the type may come before: what is replayed stands on the page only where it was live. */
    private static void expect(NativeClient client, Frame expected) {
        Frame came = client.next(expected.type());
        while (!came.json().equals(expected.json())) {
            assertThat(came.seq()).as("%s instead of %s", came, expected).isLessThan(expected.seq());
            came = client.next(expected.type());
        }
    }

    private void addTriggers(Bus bus) {
        for (String entry : List.of(
                "new_message",
                "message_edited",
                "message_deleted",
                "member_joined",
                "member_left",
                "role_changed",
                "group_changed")) {
            triggers.put(entry, frame -> bus.publish(entry(frame)));
        }
        triggers.put("receipt", frame -> bus.publish(as(frame.json(), MarksMoved.class)));
        triggers.put("typing", frame -> bus.publish(as(frame.json(), Typing.class)));
        triggers.put("user_online", frame -> bus.publish(presence(frame)));
        triggers.put("user_offline", frame -> bus.publish(presence(frame)));
        triggers.put("group_joined", frame -> {
            long groupId = frame.at("group").path("id").asLong();
            bus.announce(
                    UserEvent.class,
                    new GroupEntered(7, groupId, frame.at("group").path("head").asLong()));
        });
        triggers.put("marked", frame -> {
            if (frame.text("ref").isEmpty()) {
                bus.announce(UserEvent.class, marks(frame));
            }
        });
        triggers.put("reconnect", frame -> bus.announce(Draining.class, new Draining(frame.number("after_ms"))));
    }

    private void serve(Bus bus) {
        Frame ready = first("ready");
        List<GroupSummary> groups = new ArrayList<>();
        ready.at("groups").forEach(group -> groups.add(summary(group)));
        Instant expiresAt = Instant.parse(ready.text("expires_at"));
        User ann = as(ready.at("user"), User.class);
        bus.serve(
                Authenticate.class,
                request -> Future.succeededFuture(new Identity(ann, ready.number("session_id"), expiresAt)));
        bus.serve(ListGroups.class, request -> Future.succeededFuture(groups));
        bus.serve(ShowGroup.class, request -> Future.succeededFuture(show(groups, request.groupId())));
        bus.serve(ReadLog.class, request -> Future.succeededFuture(old(request)));
        bus.serve(
                SendMessage.class,
                request -> request.groupId() == 404
                        ? Future.failedFuture(Failure.notFound("group"))
                        : Future.succeededFuture(as(first("message_sent").json(), Sent.class)));
        bus.serve(EditMessage.class, request -> Future.succeededFuture(message("message_edited")));
        bus.serve(DeleteMessage.class, request -> Future.succeededFuture(message("message_deleted")));
        bus.serve(MarkMessages.class, request -> Future.succeededFuture(marks(first("marked"))));
        bus.serve(ShowTyping.class, request -> Future.succeededFuture());
    }

    private static LogPage old(ReadLog request) {
        long head = request.groupId() == 1 ? 44 : request.groupId() == 12 ? 48 : 2047;
        List<LogEntry> entries = LongStream.rangeClosed(
                        request.after() + 1, Math.min(head, request.after() + request.limit()))
                .mapToObj(seq -> (LogEntry) new MessagePosted(new Message(
                        request.groupId(),
                        seq,
                        seq,
                        8,
                        "bob",
                        UUID.randomUUID(),
                        "old",
                        null,
                        Instant.EPOCH,
                        null,
                        null)))
                .toList();
        return new LogPage(request.groupId(), entries, head);
    }

    private GroupSummary show(List<GroupSummary> groups, long groupId) {
        JsonNode joined = first("group_joined").at("group");
        return groups.stream()
                .filter(group -> group.group().id() == groupId)
                .findFirst()
                .orElseGet(() -> summary(joined));
    }

    private Frame first(String type) {
        return page.stream()
                .map(Example::frame)
                .filter(frame -> frame.is(type))
                .findFirst()
                .orElseThrow();
    }

    private Message message(String type) {
        return as(first(type).at("message"), Message.class);
    }

    private static GroupEvent entry(Frame frame) {
        return frame.is("new_message")
                ? new MessagePosted(as(frame.json(), Message.class))
                : as(frame.json(), LogEntry.class);
    }

    private static OwnMarksMoved marks(Frame frame) {
        return as(frame.with("user_id", 7).json(), OwnMarksMoved.class);
    }

    private static PresenceChanged presence(Frame frame) {
        return as(frame.with("online", frame.is("user_online")).json(), PresenceChanged.class);
    }

    private static GroupSummary summary(JsonNode json) {
        return new GroupSummary(
                as(json, Group.class),
                Role.valueOf(json.path("role").asText()),
                json.path("delivered_seq").asLong(),
                json.path("read_seq").asLong(),
                json.path("unread").asInt(),
                json.has("last_message") ? Preview.of(as(json.path("last_message"), Message.class)) : null,
                json.has("peer") ? as(json.path("peer"), Peer.class) : null);
    }

    private static <T> T as(JsonNode json, Class<T> type) {
        try {
            return Wire.json().treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError("The page has no " + type.getSimpleName() + " in " + json, e);
        }
    }

    private static List<Example> read() {
        try {
            List<Example> examples = new ArrayList<>();
            Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
            while (matcher.find()) {
                examples.add(new Example(matcher.group(1).equals("client"), Frame.parse(matcher.group(2))));
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
