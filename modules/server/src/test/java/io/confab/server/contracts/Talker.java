package io.confab.server.contracts;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;

/** Somebody with the official Java client of Socket.IO: polling first, then the upgrade, unless told otherwise. */
public final class Talker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Said> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> refused = new CompletableFuture<>();
    private final List<Said> queued = new ArrayList<>();
    private final Socket socket;

    /** An event with its first argument. */
    public record Said(String event, JSONObject body) {

        /** A number of the body. */
        public long number(String field) {
            try {
                return body.getLong(field);
            } catch (JSONException e) {
                throw new AssertionError(this.toString(), e);
            }
        }

        /** A text of the body. */
        public String text(String field) {
            try {
                return body.getString(field);
            } catch (JSONException e) {
                throw new AssertionError(this.toString(), e);
            }
        }
    }

    private Talker(URI server, String token, String... transports) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.auth = token == null ? null : Map.of("token", token);
        if (transports.length > 0) {
            options.transports = transports;
        }
        socket = IO.socket(server, options);
        socket.onAnyIncoming(args -> events.add(
                new Said((String) args[0], args.length > 1 && args[1] instanceof JSONObject body ? body : null)));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> refused.complete(args[0].toString()));
    }

    /** Connects and waits until it is welcome; what was queued for it comes out first. */
    public static Talker signIn(URI server, String token, String... transports) {
        Talker talker = connect(server, token, transports);
        talker.awaitWelcome();
        return talker;
    }

    /** Connects without waiting. */
    public static Talker connect(URI server, String token, String... transports) {
        Talker talker = new Talker(server, token, transports);
        talker.socket.connect();
        return talker;
    }

    private void awaitWelcome() {
        Said said = take();
        while (!said.event().equals("authenticated")) {
            queued.add(said);
            said = take();
        }
    }

    /** What came before the welcome. */
    public List<Said> queued() {
        return queued;
    }

    /** Why it was not let in. */
    public String refusal() {
        return refused.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Says something. */
    public void say(String event, Map<String, ?> body) {
        socket.emit(event, new JSONObject(body));
    }

    /** Says something and waits for the acknowledgement; answers with how many arguments it had. */
    public int ask(String event, Object... args) {
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        socket.emit(event, args, (Ack) answer -> answered.complete(answer.length));
        return answered.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Sends a direct message and waits until it is stored. */
    public Said send(long userId, String content) {
        say("send_message", Map.of("to_user_id", userId, "content", content));
        return next("message_sent");
    }

    /** The next event of a name; others before it are dropped. */
    public Said next(String event) {
        Said said = take();
        while (!said.event().equals(event)) {
            said = take();
        }
        return said;
    }

    /** The next event of a name that tells of a user; others before it are dropped. */
    public Said next(String event, long userId) {
        Said said = next(event);
        while (said.number("user_id") != userId) {
            said = next(event);
        }
        return said;
    }

    /** The next event, whatever it is. */
    public Said take() {
        try {
            Said said = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (said == null) {
                throw new AssertionError("nothing was said for " + PATIENCE_SECONDS + " s");
            }
            return said;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What has come by the answer to a ping. */
    public List<Said> untilPong() {
        socket.emit("ping");
        List<Said> all = new ArrayList<>();
        for (Said said = take(); !said.event().equals("pong"); said = take()) {
            all.add(said);
        }
        return all;
    }

    /** The client's own object. */
    public Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.disconnect();
        socket.io().off();
    }
}
