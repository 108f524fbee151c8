package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.account.Identity;
import io.confab.contract.account.NamePinned;
import io.confab.contract.account.ProvenName;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.gateway.session.Dialect;
import io.confab.gateway.session.Gate;
import io.confab.gateway.session.Session;
import io.confab.gateway.socket.Frame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The sockets: {@code /ws/{user_id}} for an id of digits only, {@code /s0/ws/{user_id}} for any. */
final class FormsDialect implements Dialect {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final String HEARTBEAT = "heartbeat";
    /** A client that asks for the feature of this name is told who is online. */
    private static final String PRESENCE = "presence";

    private static final long ONLINE_EVERY_MILLIS = 5_000;
    private static final int POLICY = 1008;
    private static final int SILENT = 4408;
    private static final int FORBIDDEN = 403;

    private final Bus bus;
    private final Actors actors;
    private final Heartbeats heartbeats;
    private final Offline offline;
    private final OnlineUsers onlineUsers;
    private final Map<Session, Listener> listeners = new HashMap<>();

    FormsDialect(Bus bus, Vertx vertx, Actors actors, Heartbeats heartbeats) {
        this.bus = bus;
        this.actors = actors;
        this.heartbeats = heartbeats;
        offline = new Offline(bus);
        onlineUsers = new OnlineUsers(bus);
        vertx.setPeriodic(heartbeats.checkEvery().toMillis(), tick -> look());
        vertx.setPeriodic(ONLINE_EVERY_MILLIS, tick -> listeners.forEach(this::tellWhoIsOnline));
    }

    @Override
    public void mount(Router router, Gate gate) {
        router.get("/s0/ws/:id").handler(ctx -> {
            if (isId(ctx)) {
                enter(ctx, gate);
            } else {
                ctx.response().setStatusCode(FORBIDDEN).end();
            }
        });
        router.get("/ws/:id").handler(ctx -> {
            if (isId(ctx)) {
                enter(ctx, gate);
            } else {
                ctx.next();
            }
        });
    }

    @Override
    public void received(Session session, String text) {
        Listener listener = listeners.get(session);
        if (text.equals(HEARTBEAT) && listener != null) {
            listener.beat(System.nanoTime());
            session.write(Frames.HEARTBEAT_ACK);
        }
    }

    @Override
    public byte[] encode(GroupEvent event) {
        return event instanceof MessagePosted posted ? Frames.message(posted.message()) : null;
    }

    @Override
    public void deliver(Session session, GroupEvent event, Frame frame) {
        if (frame != null && event instanceof MessagePosted posted) {
            session.write(frame);
            listeners.get(session).wrote(posted.groupId(), posted.seq());
        }
    }

    @Override
    public void told(Session session, UserEvent event) {
        Listener listener = listeners.get(session);
        if (event instanceof NamePinned && listener != null && !listener.isProven()) {
            session.close(POLICY, "This id has been proven by somebody else");
        }
    }

    @Override
    public void entered(Session session, GroupSummary group, long seq) {
        session.subscriptions().begin(group, seq - 1);
    }

    @Override
    public void closed(Session session) {
        Listener listener = listeners.remove(session);
        if (listener != null) {
            listener.end();
        }
    }

    private static boolean isId(RoutingContext ctx) {
        return DIGITS.matcher(ctx.pathParam("id")).matches();
    }

    private void enter(RoutingContext ctx, Gate gate) {
        gate.upgrade(ctx, this, null, session -> {
            Listener listener = new Listener(bus, wantsPresence(ctx));
            listeners.put(session, listener);
            Supplier<Future<ProvenName>> proof = () -> actors.act(ctx, id(ctx), null, true);
            session.identify(proof.get().map(proven -> known(listener, proven)), groups -> {
                if (groups.failed()) {
                    refuse(session, groups.cause());
                } else {
                    tellAll(session, listener, groups.result());
                    tellWhoIsOnline(session, listener);
                    lookAgain(session, listener, proof);
                }
            });
        });
    }

    /** An id that no number holds is nobody's. */
    private static long id(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        return id.length() <= 18 ? Long.parseLong(id) : 0;
    }

    private static Identity known(Listener listener, ProvenName proven) {
        listener.isOf(proven.identity().userId(), proven.proven());
        return proven.identity();
    }

    /** What was missed first, in the order in which it was said; then each group from where that ended. */
    private void tellAll(Session session, Listener listener, List<GroupSummary> groups) {
        session.await(0, offline.read(session.userId(), groups), missed -> {
            if (missed.failed()) {
                refuse(session, missed.cause());
                return;
            }
            missed.result().stream().map(Frames::message).forEach(frame -> tell(session, frame));
            for (GroupSummary group : groups) {
                long head = group.group().head();
                if (head > group.deliveredSeq()) {
                    listener.wrote(group.group().id(), head);
                }
                if (session.subscriptions().of(group.group().id()) == null) {
                    session.subscriptions().begin(group, head);
                }
            }
            listener.settle();
        });
    }

    private static void tell(Session session, byte[] frame) {
        if (frame != null) {
            session.write(frame);
        }
    }

    /** Somebody may have proven the id while it was let in without a proof. */
    private static void lookAgain(Session session, Listener listener, Supplier<Future<ProvenName>> proof) {
        if (!listener.isProven()) {
            session.await(0, proof.get(), again -> {
                if (again.failed()) {
                    refuse(session, again.cause());
                }
            });
        }
    }

    private static void refuse(Session session, Throwable cause) {
        Failure failure = Failure.from(cause);
        switch (failure.code()) {
            case NOT_FOUND -> session.close(POLICY, "Unknown user");
            case UNAUTHENTICATED -> session.close(POLICY, failure.sentence());
            default -> session.close(failure.code() == Code.UNAVAILABLE ? 1013 : 1011, failure.sentence());
        }
    }

    private static boolean wantsPresence(RoutingContext ctx) {
        return ctx.queryParam("features").stream()
                .anyMatch(features -> List.of(features.split(",")).contains(PRESENCE));
    }

    private void tellWhoIsOnline(Session session, Listener listener) {
        if (listener.wantsPresence() && session.isReady()) {
            session.await(0, onlineUsers.frame(session.userId()), frame -> {
                if (frame.succeeded()) {
                    session.write(frame.result());
                }
            });
        }
    }

    private void look() {
        long now = System.nanoTime();
        listeners.forEach((session, listener) -> {
            if (listener.look(now, heartbeats)) {
                session.close(SILENT, "No heartbeat for too long");
            }
        });
    }
}
