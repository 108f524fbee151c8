package io.confab.testkit.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.NativeSocket;
import io.confab.testkit.fault.ClientLog.Send;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * A client as a good one is: it sends messages with keys, sends again what was not answered, reconnects, resumes from its
 * cursors, and writes down all it does and hears. It mends nothing that is the server's duty: a hole that it hears stays
 * in its notes.
 *
 * <p>All its state lives on one context; nothing blocks.
 */
public final class RetryingClient {

    /** Answers after which the same send makes sense again. */
    private static final Set<String> PASSING = Set.of("UNAVAILABLE", "RATE_LIMITED", "INTERNAL");

    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final long DEAF_MILLIS = 10_000;
    private static final long CATCH_UP_MILLIS = 10_000;

    /**
     * Who it is and what it does.
     *
     * @param name goes into the findings and its messages
     * @param userId whose token it shows
     * @param token a valid access token whenever asked
     * @param groups where it sends, in turn
     * @param inFlight how many sends may be unanswered
     * @param pauseMillis the least time between an answer and the next send in its place, at least 1
     */
    public record Plan(
            String name, long userId, Supplier<String> token, List<Long> groups, int inFlight, long pauseMillis) {}

    private record Finish(Map<Long, Long> heads, long deadline, Promise<ClientLog> log) {}

    private final NativeClients clients;
    private final Supplier<URI> server;
    private final Plan plan;
    private final Context context;

    private final Map<UUID, Send> pending = new LinkedHashMap<>();
    private final Notes notes = new Notes();
    private final Promise<Void> idle = Promise.promise();

    private NativeSocket socket;
    private boolean sending = true;
    private boolean finished;
    private long lastPong;

    /** Prepares a client of one server; {@link #start} starts it. */
    public RetryingClient(NativeClients clients, URI server, Plan plan) {
        this(clients, () -> server, plan);
    }

    /**
     * Prepares a client of several servers.
     *
     * @param server the one to go to, asked for at each attempt to connect
     */
    public RetryingClient(NativeClients clients, Supplier<URI> server, Plan plan) {
        this.clients = clients;
        this.server = server;
        this.plan = plan;
        context = clients.vertx().getOrCreateContext();
    }

    /** Connects and begins to send. */
    public void start() {
        context.runOnContext(nothing -> {
            connect();
            for (int i = 0; i < plan.inFlight(); i++) {
                sendNext();
            }
        });
    }

    /** Begins no more sends; done when all that were begun are answered. */
    public Future<Void> stopSending() {
        context.runOnContext(nothing -> {
            sending = false;
            checkIdle();
        });
        return idle.future();
    }

    /**
     * Waits at most 10 s until it has heard all there is, then leaves and hands its notes over. Call it when every client has
     * stopped sending.
     *
     * @param heads the highest seqs of the groups, from the database and not from the server
     */
    public Future<ClientLog> finish(Map<Long, Long> heads) {
        Promise<ClientLog> log = Promise.promise();
        context.runOnContext(nothing -> catchUp(new Finish(heads, System.currentTimeMillis() + CATCH_UP_MILLIS, log)));
        return log.future();
    }

    private void connect() {
        clients.open(NativeClients.options(server.get()), notes::hear)
                .onSuccess(this::identify)
                .onFailure(cause -> later(this::connect));
    }

    private void identify(NativeSocket opened) {
        opened.closed().onSuccess(code -> reconnect());
        Map<Long, Long> resumed = notes.cursors();
        Frame identify = Frame.of("identify").with("token", plan.token().get()).with("cursors", resumed);
        opened.ask(identify).onSuccess(answer -> {
            if (answer.is("ready")) {
                begin(opened, answer.at("groups"), resumed);
            } else {
                opened.drop();
            }
        });
    }

    private void reconnect() {
        socket = null;
        if (!finished) {
            later(this::connect);
        }
    }

    private void begin(NativeSocket opened, JsonNode groups, Map<Long, Long> resumed) {
        socket = opened;
        lastPong = System.currentTimeMillis();
        notes.begin(groups, resumed);
        List.copyOf(pending.values()).forEach(this::deliver);
        beat(opened);
    }

    private void sendNext() {
        if (!sending) {
            return;
        }
        int number = notes.sendCount();
        long group = plan.groups().get(number % plan.groups().size());
        Send send = new Send(group, UUID.randomUUID(), plan.name() + " says " + number + " — \"𝄞\" é 你好");
        notes.sent(send);
        pending.put(send.key(), send);
        deliver(send);
    }

    private void deliver(Send send) {
        if (socket != null) {
            socket.ask(Frame.message(send.groupId(), send.key(), send.content()))
                    .onSuccess(answer -> answered(send, answer));
        }
    }

    private void answered(Send send, Frame answer) {
        if (PASSING.contains(answer.text("code"))) {
            later(() -> redeliver(send));
            return;
        }
        notes.answered(answer);
        if (pending.remove(send.key()) != null) {
            checkIdle();
            clients.vertx().setTimer(Math.max(1, plan.pauseMillis()), timer -> sendNext());
        }
    }

    private void redeliver(Send send) {
        if (pending.containsKey(send.key())) {
            deliver(send);
        }
    }

    private void checkIdle() {
        if (!sending && pending.isEmpty()) {
            idle.tryComplete();
        }
    }

    /** Finds out that the connection is dead although nothing closed it, as after a pulled cable. */
    private void beat(NativeSocket beating) {
        if (socket != beating) {
            return;
        }
        if (System.currentTimeMillis() - lastPong > DEAF_MILLIS) {
            beating.drop();
            return;
        }
        beating.ask(Frame.of("ping")).onSuccess(pong -> lastPong = System.currentTimeMillis());
        clients.vertx().setTimer(HEARTBEAT_MILLIS, timer -> beat(beating));
    }

    private void catchUp(Finish finish) {
        boolean hasAll = socket != null && notes.hasHeard(finish.heads);
        if (hasAll || System.currentTimeMillis() > finish.deadline) {
            leave(finish.log);
        } else {
            later(() -> catchUp(finish));
        }
    }

    private void leave(Promise<ClientLog> log) {
        finished = true;
        boolean connected = socket != null;
        if (connected) {
            socket.close();
        }
        log.complete(notes.log(plan.name(), plan.userId(), connected));
    }

    /** After a random pause, so that many clients do not come back at the same moment. */
    private void later(Runnable action) {
        clients.vertx().setTimer(ThreadLocalRandom.current().nextLong(20, 200), timer -> action.run());
    }
}
