package io.confab.testkit.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.confab.contract.Wire;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * The smallest server that speaks enough of the native protocol to test clients against it: groups without access rules
 * whose logs live in memory. A token is the user's number.
 *
 * <p>It does wrong what it is told to: {@link #deliverAs} may lose, double or swap what sessions hear.
 * All state lives on one event loop.
 */
public final class ToyServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpServer http;
    private final Map<Long, List<Frame>> logs = new TreeMap<>();
    private final Map<String, Frame> answers = new HashMap<>();
    private final Map<ServerWebSocket, Long> users = new HashMap<>();
    private final Set<ServerWebSocket> sockets = new HashSet<>();
    private volatile UnaryOperator<List<Frame>> delivery = UnaryOperator.identity();

    /** Starts a server with groups 1 … {@code groups} on a free port. */
    public ToyServer(int groups) {
        for (long id = 1; id <= groups; id++) {
            logs.put(id, new ArrayList<>());
        }
        http = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0));
        http.webSocketHandler(this::open);
        Promise<HttpServer> listening = Promise.promise();
        loop.runOnContext(nothing -> http.listen().onComplete(listening));
        NativeClient.result(listening.future());
    }

    /** Its base address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.actualPort());
    }

    /** Changes what a session hears of each message from now on: the list holds that one frame. */
    public void deliverAs(UnaryOperator<List<Frame>> change) {
        delivery = change;
    }

    /** Closes every connection with a code; what was said stays. */
    public void closeAll(int code) {
        Promise<Void> closed = Promise.promise();
        loop.runOnContext(nothing -> {
            List.copyOf(sockets).forEach(socket -> socket.close((short) code));
            closed.complete();
        });
        NativeClient.result(closed.future());
    }

    /** Answers nobody until {@code release} is done, as a server that stalls; returns at once. */
    public void stallUntil(CompletableFuture<Void> release) {
        loop.runOnContext(nothing -> release.join());
    }

    /** All that was said, group by group in seq order. */
    public List<Frame> log() {
        Promise<List<Frame>> log = Promise.promise();
        loop.runOnContext(nothing ->
                log.complete(logs.values().stream().flatMap(List::stream).toList()));
        return NativeClient.result(log.future());
    }

    /** Stops. */
    @Override
    public void close() {
        NativeClient.result(vertx.close());
    }

    private void open(ServerWebSocket socket) {
        sockets.add(socket);
        socket.closeHandler(nothing -> {
            sockets.remove(socket);
            users.remove(socket);
        });
        socket.textMessageHandler(text -> answer(socket, Frame.parse(text)));
        tell(socket, Frame.of("hello").with("version", 1).with("heartbeat_ms", 25_000));
    }

    private void answer(ServerWebSocket socket, Frame command) {
        String ref = command.text("ref");
        switch (command.type()) {
            case "identify" -> identify(socket, command);
            case "send_message" -> tell(socket, store(socket, command).with("ref", ref));
            case "ping" -> tell(socket, Frame.of("pong").with("ref", ref).with("heads", heads()));
            case "resume" -> {
                replay(socket, command.seqs("cursors"));
                tell(socket, Frame.of("resumed").with("ref", ref).with("heads", heads()));
            }
            case "mark_read" -> tell(socket, command.with("type", "marked").with("unread", 0));
            default -> tell(socket, error(command, "INVALID", "Unknown type"));
        }
    }

    private void identify(ServerWebSocket socket, Frame command) {
        long user = command.number("token");
        if (user == 0) {
            tell(socket, error(command, "UNAUTHENTICATED", "Not a token"));
            return;
        }
        users.put(socket, user);
        ArrayNode groups = Wire.json().createArrayNode();
        heads().forEach((id, head) -> groups.addObject().put("id", id).put("head", head));
        tell(
                socket,
                Frame.of("ready")
                        .with("ref", command.text("ref"))
                        .with("user", Map.of("id", user))
                        .with("groups", groups));
        replay(socket, command.seqs("cursors"));
    }

    private void replay(ServerWebSocket socket, Map<Long, Long> cursors) {
        cursors.forEach((group, cursor) -> {
            List<Frame> log = logs.get(group);
            log.subList((int) Math.min(cursor, log.size()), log.size()).forEach(entry -> tell(socket, entry));
        });
    }

    private Frame store(ServerWebSocket socket, Frame command) {
        return answers.computeIfAbsent(users.get(socket) + " " + command.text("key"), nothing -> {
            Frame stored = command.with("ref", null)
                    .with("type", "new_message")
                    .with("seq", logs.get(command.groupId()).size() + 1)
                    .with("message_id", answers.size() + 1)
                    .with("sender_id", users.get(socket));
            logs.get(command.groupId()).add(stored);
            users.keySet().forEach(each -> delivery.apply(List.of(stored)).forEach(frame -> tell(each, frame)));
            return stored.with("type", "message_sent").with("content", null);
        });
    }

    private static Frame error(Frame command, String code, String message) {
        return Frame.of("error")
                .with("ref", command.text("ref"))
                .with("code", code)
                .with("message", message);
    }

    private Map<Long, Long> heads() {
        Map<Long, Long> heads = new TreeMap<>();
        logs.forEach((id, log) -> heads.put(id, (long) log.size()));
        return heads;
    }

    private static void tell(ServerWebSocket socket, Frame frame) {
        socket.writeTextMessage(frame.toString());
    }
}
