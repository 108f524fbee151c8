package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Opens parties of every contract. */
final class Parties implements AutoCloseable {

    private final NativeClients clients = new NativeClients();

    /** A name that was registered with forms, and its number. */
    record Registered(long id, String name) {}

    /** S3: raw text in, frames out. */
    Party room(URI server, String room, String name) {
        TextSocket socket = TextSocket.open(server, "/ws/" + room + "?username=" + name);
        assertThat(socket.nextJson().path("content").asText()).isEqualTo(name + " joined the room");
        return new Lines(name, socket, socket::send, text -> {
            JsonNode frame = json(text);
            assertThat(frame.fieldNames())
                    .toIterable()
                    .containsExactly("user_id", "username", "room_id", "content", "message_type", "timestamp");
            assertThat(frame.path("message_type").asText()).isIn("chat", "join", "leave");
            assertThat(frame.path("room_id").asText()).isEqualTo(room);
            return frame.path("message_type").asText().equals("chat")
                    ? frame.path("username").asText() + ": "
                            + frame.path("content").asText()
                    : null;
        });
    }

    /** S1: the line itself. */
    Party lobby(URI server, String name) {
        TextSocket socket = TextSocket.open(server, "/ws/" + name);
        assertThat(socket.next()).isEqualTo("System: " + name + " has joined the chat");
        return new Lines(name, socket, socket::send, text -> {
            assertThat(text).contains(": ");
            return text.startsWith("System: ") ? null : text;
        });
    }

    /** S0: said with a form, heard on the socket of the number. */
    Party forms(URI server, Registered user, long groupId, Map<Long, String> names) {
        TextSocket socket = TextSocket.open(server, "/ws/" + user.id);
        socket.send("heartbeat");
        assertThat(socket.nextJson().path("type").asText()).isEqualTo("heartbeat_ack");
        return new Lines(
                user.name,
                socket,
                text -> form(
                        server, "/send_message", Map.of("sender_id", user.id, "group_id", groupId, "content", text)),
                text -> {
                    JsonNode frame = json(text);
                    assertThat(frame.fieldNames())
                            .toIterable()
                            .containsExactlyInAnyOrder(
                                    "type", "message_id", "sender_id", "content", "timestamp", "group_id");
                    assertThat(frame.path("type").asText()).isEqualTo("message");
                    return names.get(frame.path("sender_id").asLong()) + ": "
                            + frame.path("content").asText();
                });
    }

    /** S4: said over HTTP, heard as server-sent events. */
    Party channel(URI server, String channel, String name) {
        RestClient rest = new RestClient(server);
        String token = rest.post("/api/users", null, Map.of("username", name))
                .path("token")
                .asText();
        rest.call("PUT", "/api/channels/" + channel + "/subscription", token, null);
        String messages = "/api/channels/" + channel + "/messages";
        EventSource events = EventSource.open(server.resolve(messages), Map.of("Authorization", "Bearer " + token));
        return new Party() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void say(String text) {
                rest.post(messages, token, Map.of("message", text));
            }

            @Override
            public String hear() {
                EventSource.Event event = events.next();
                assertThat(event.name()).isEqualTo("message");
                assertThat(event.id()).isEqualTo(event.data().path("seq").asLong());
                return event.data().path("username").asText() + ": "
                        + event.data().path("message").asText();
            }

            @Override
            public boolean hasHeardMore() {
                return events.hasMore();
            }

            @Override
            public void close() {
                events.close();
            }
        };
    }

    /** The native protocol, in one group of those that the account hears. */
    Party account(URI server, Person person, String name, long groupId) {
        NativeClient client = clients.signIn(server, person.token());
        return new Party() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void say(String text) {
                client.send(groupId, text);
            }

            @Override
            public String hear() {
                Frame frame = client.next("new_message", groupId);
                return frame.text("sender_name") + ": " + frame.text("content");
            }

            @Override
            public boolean hasHeardMore() {
                return client.heard().stream().anyMatch(frame -> frame.is("new_message") && frame.groupId() == groupId);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    /**
     * S2: events of Socket.IO, in one group of those that the account hears.
     *
     * @param target where he says something, in the words of the contract
     */
    Party conversation(URI server, Person person, String name, long groupId, Map<String, Long> target) {
        Talker talker = Talker.signIn(server, person.token());
        RestClient rest = new RestClient(server);
        Map<Long, String> names = new HashMap<>();
        return new Party() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void say(String text) {
                Map<String, Object> body = new HashMap<>(target);
                body.put("content", text);
                talker.say("send_message", body);
            }

            @Override
            public String hear() {
                Talker.Said said = talker.next("new_message");
                while (said.number("conversation_id") != groupId) {
                    said = talker.next("new_message");
                }
                String sender = names.computeIfAbsent(
                        said.number("from_user_id"),
                        id -> rest.get("/api/v1/users/" + id, person.token())
                                .path("name")
                                .asText());
                return sender + ": " + said.text("content");
            }

            @Override
            public boolean hearsHimself() {
                return false;
            }

            @Override
            public boolean hasHeardMore() {
                return talker.untilPong().stream()
                        .anyMatch(said ->
                                said.event().equals("new_message") && said.number("conversation_id") == groupId);
            }

            @Override
            public void close() {
                talker.close();
            }
        };
    }

    /** Registers a name with the form. */
    static Registered register(URI server, String name) {
        return new Registered(
                form(server, "/register", Map.of("username", name))
                        .path("user_id")
                        .asLong(),
                name);
    }

    /** Posts a form that must be taken. */
    static JsonNode form(URI server, String path, Map<String, Object> fields) {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)));
        HttpResponse<String> answer = RestClient.send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    static JsonNode json(String text) {
        try {
            return Wire.json().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
