package io.confab.dialects.conversations;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.GroupEvent;
import io.confab.contract.account.Identity;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.MarksMoved;
import io.confab.contract.message.Message;
import io.confab.contract.presence.PresenceChanged;
import io.confab.contract.presence.Typing;
import io.confab.dialects.Door;
import io.confab.dialects.Surroundings;
import io.confab.gateway.session.Dialect;
import io.confab.gateway.session.Gate;
import io.confab.gateway.session.Session;
import io.confab.gateway.socket.Frame;
import io.confab.socketio.Entry;
import io.confab.socketio.Event;
import io.confab.socketio.NamespaceSocket;
import io.confab.socketio.SocketIo;
import io.confab.socketio.SocketIoLimits;
import io.confab.socketio.engine.EngineLimits;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Conversations over Socket.IO. */
final class ConversationsDialect implements Dialect {

    private static final String PATH = "/socket.io";
    private static final String REFUSED = "Connection rejected by server";
    private static final String WELCOME = "Authentication successful";
    private static final long MARK_EVERY_MILLIS = 500;
    /**
     * Where nobody is told of it, marks may wait for half a minute: they serve the next connect, and each session's end stores
     * them too. The users take turns: a thousand who mark at once hold up everybody else for a fifth of a second.
     */
    private static final int CROWD_TURNS = 60;

    private final Surroundings surroundings;
    private final Bus bus;
    private final Tokens tokens;
    private final Commands commands;
    private final Receipts receipts;
    private final Map<Session, Talk> talks = new HashMap<>();
    private int turn;

    ConversationsDialect(Surroundings surroundings) {
        this.surroundings = surroundings;
        bus = surroundings.bus();
        tokens = new Tokens(bus);
        commands = new Commands(bus);
        receipts = new Receipts(surroundings.vertx(), bus);
    }

    @Override
    public void mount(Router router, Gate gate) {
        Door door = new Door("conversations", surroundings);
        door.mountWithoutBody(router, PATH + "/*");
        router.get(PATH + "/*").handler(ctx -> {
            boolean isNew = !ctx.queryParams().contains("sid");
            if (!isNew || !gate.refusesNewcomer(ctx)) {
                ctx.next();
            }
        });
        new SocketIo(
                        surroundings.vertx(),
                        PATH,
                        EngineLimits.STANDARD,
                        SocketIoLimits.STANDARD,
                        new GatewaySockets(gate))
                .namespace("/", entry -> enter(entry, gate))
                .mount(router, PATH);
        surroundings.vertx().setPeriodic(MARK_EVERY_MILLIS, tick -> markInTurns());
    }

    private void markInTurns() {
        turn = (turn + 1) % CROWD_TURNS;
        talks.values().forEach(talk -> mark(talk, talk.userId() % CROWD_TURNS == turn));
    }

    @Override
    public void received(Session session, String name) {
        Talk talk = talks.get(session);
        commands.run(session, talk, talk.next());
    }

    @Override
    public void refused(Session session, String name, Failure tooMany) {
        Event event = talks.get(session).next();
        session.write(Said.error(tooMany.sentence()));
        event.ack().answer();
    }

    @Override
    public byte[] encode(GroupEvent event) {
        return Said.of(event);
    }

    @Override
    public void deliver(Session session, GroupEvent event, Frame frame) {
        Talk talk = talks.get(session);
        if (event instanceof MessagePosted posted) {
            deliver(session, talk, posted.message(), frame);
        } else if (event instanceof MarksMoved moved) {
            receipts.moved(session, talk, moved);
        } else if (frame != null && concerns(session, talk, event)) {
            session.write(frame);
        }
    }

    /** A direct group is told of by its first message, as ever; one is told that he is in another. */
    @Override
    public void entered(Session session, GroupSummary group, long seq) {
        talks.get(session).know(group);
        if (group.group().kind() != GroupKind.DIRECT) {
            session.write(Said.event("group_joined", Said.Shown.of(group.group(), Said.role(group.role()))));
        }
        session.subscriptions().begin(group, seq - 1);
    }

    @Override
    public void closed(Session session) {
        mark(talks.remove(session), true);
    }

    private void enter(Entry entry, Gate gate) {
        NamespaceSocket socket = entry.socket();
        Talk talk = new Talk();
        Session session = gate.open(new SocketLine(socket), this);
        talks.put(session, talk);
        socket.onEvent(event -> {
            talk.add(event);
            session.received(event.name());
        });
        socket.connection().onDrain(session::drained);
        // in a turn of its own, as a session wants it
        socket.onLeave(() -> surroundings.vertx().runOnContext(turn -> session.closed()));
        session.identify(tokens.identity(token(entry)), groups -> {
            if (groups.succeeded()) {
                entry.accept();
                welcome(session, talk, groups.result());
            } else {
                refuse(entry, Failure.from(groups.cause()));
            }
        });
    }

    private static String token(Entry entry) {
        return entry.auth().getValue("token") instanceof String token ? token : null;
    }

    /** Clients do not try again by themselves when they are refused, so that is for those who had better not. */
    private static void refuse(Entry entry, Failure failure) {
        if (failure.code() == Failure.Code.UNAUTHENTICATED) {
            entry.refuse(REFUSED);
        } else {
            entry.socket().connection().close();
        }
    }

    private void welcome(Session session, Talk talk, List<GroupSummary> groups) {
        Identity who = session.identity();
        talk.belongTo(who.userId());
        groups.forEach(talk::know);
        receipts.recall(session, talk, groups);
        session.await(0, Waiting.read(bus, who.userId(), groups), read -> {
            if (read.failed()) {
                session.close(Failure.Code.UNAVAILABLE.closeCode(), "The log cannot be read at the moment");
                return;
            }
            Waiting waiting = read.result();
            List<Runnable> steps = new ArrayList<>();
            waiting.messages().forEach(message -> steps.add(() -> session.write(Said.message(message))));
            steps.add(() -> {
                session.write(Said.event("authenticated", new Said.Authenticated(who.userId(), WELCOME)));
                groups.forEach(group -> goOn(session, group, waiting.heard()));
            });
            session.inTurn(steps);
        });
    }

    private void goOn(Session session, GroupSummary group, Map<Long, Long> heard) {
        long groupId = group.group().id();
        long seq = heard.get(groupId);
        if (seq > group.deliveredSeq()) {
            bus.ask(new MarkMessages(session.userId(), groupId, seq, 0));
        }
        if (session.subscriptions().of(groupId) == null) {
            session.subscriptions().begin(group, seq);
        }
    }

    private void deliver(Session session, Talk talk, Message message, Frame frame) {
        boolean isOwn = message.senderId() == session.userId();
        if (isOwn) {
            talk.outgoing().add(message.groupId(), message.seq(), message.messageId(), false);
        }
        if (frame == null || (isOwn && talk.hasSent(message.key()))) {
            return;
        }
        session.write(frame);
        if (isOwn) {
            return;
        }
        if (talk.isDirect(message.groupId())) {
            bus.ask(new MarkMessages(session.userId(), message.groupId(), message.seq(), 0));
        } else {
            talk.mark(message.groupId(), message.seq());
        }
    }

    /** Nobody is told of himself what he does, and of a direct group not who is in it. */
    private static boolean concerns(Session session, Talk talk, GroupEvent event) {
        if (event instanceof Typing typing) {
            return typing.user().id() != session.userId();
        } else if (event instanceof PresenceChanged changed) {
            return changed.userId() != session.userId() && talk.isNews(changed);
        }
        return !talk.isDirect(event.groupId());
    }

    private void mark(Talk talk, boolean all) {
        talk.takeMarks(all).forEach((groupId, seq) -> bus.ask(new MarkMessages(talk.userId(), groupId, seq, 0)));
    }
}
