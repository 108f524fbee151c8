package io.confab.dialects.lobby;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.GroupEvent;
import io.confab.contract.account.User;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.message.SendMessage;
import io.confab.dialects.Surroundings;
import io.confab.dialects.Visits;
import io.confab.gateway.session.Dialect;
import io.confab.gateway.session.Gate;
import io.confab.gateway.session.Session;
import io.confab.gateway.socket.Frame;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The sockets: {@code /ws/{username}} for what no other contract takes, {@code /s1/ws/{username}} for any name. */
final class LobbyDialect implements Dialect {

    private static final String TAKEN = "Username already taken";
    private static final int POLICY = 1008;
    private static final int INTERNAL = 1011;
    private static final int TRY_LATER = 1013;

    private final Bus bus;
    private final Surroundings surroundings;
    private final Visits visits;
    private final Entrance entrance;
    private final LobbyLog log;
    private final Owner owners = new Owner();
    private final Map<Session, Seat> seats = new HashMap<>();

    LobbyDialect(Surroundings surroundings, Visits visits, LobbyLog log) {
        this.surroundings = surroundings;
        bus = surroundings.bus();
        this.visits = visits;
        entrance = new Entrance(surroundings, visits);
        this.log = log;
    }

    @Override
    public void mount(Router router, Gate gate) {
        router.get("/s1/ws/:name").handler(ctx -> enter(ctx, gate));
        router.get("/ws/:name").handler(ctx -> enter(ctx, gate));
    }

    /** Blank lines are dropped as the older system did; all else is said as it is, what comes early after the join. */
    @Override
    public void received(Session session, String text) {
        Seat seat = seats.get(session);
        if (seat == null || text.isBlank()) {
            return;
        }
        if (seat.isSeated()) {
            say(session, seat, text);
        } else if (!seat.keep(text)) {
            session.write(Words.notSent(Failure.unavailable("You have not joined yet")));
        }
    }

    @Override
    public void refused(Session session, String text, Failure tooMany) {
        session.write(Words.notSent(tooMany));
    }

    @Override
    public boolean overlooks(Session session, byte[] binary) {
        Seat seat = seats.get(session);
        log.failed(seat == null ? "" : seat.name(), "binary frames are not understood");
        return true;
    }

    @Override
    public byte[] encode(GroupEvent event) {
        return Words.of(event);
    }

    @Override
    public void deliver(Session session, GroupEvent event, Frame frame) {
        if (frame != null) {
            session.write(frame);
        }
        if (event instanceof MemberLeft left && left.user().id() == session.userId()) {
            session.close(TRY_LATER, "You are not in the chat any more; connect again");
        }
    }

    /** The first that a guest hears is that he has joined; nothing of what was said before. */
    @Override
    public void entered(Session session, GroupSummary group, long seq) {
        Seat seat = seats.get(session);
        if (seat != null && seat.groupId() == group.group().id()) {
            session.subscriptions().begin(group, seq - 1);
        }
    }

    @Override
    public void closed(Session session) {
        Seat seat = seats.remove(session);
        if (seat != null && seat.groupId() != 0) {
            log.disconnected(seat.name());
        }
        visits.closed(session);
    }

    private void enter(RoutingContext ctx, Gate gate) {
        String name = ctx.pathParam("name");
        String owner = owners.of(ctx);
        gate.upgrade(ctx, this, null, session -> {
            seats.put(session, new Seat(name));
            session.identify(entrance.admit(session, ctx, name, owner), groups -> {
                if (groups.succeeded()) {
                    sitDown(session, groups.result());
                } else {
                    refuse(session, name, groups.cause());
                }
            });
        });
    }

    private void sitDown(Session session, List<GroupSummary> groups) {
        Seat seat = seats.get(session);
        session.await(0, bus.ask(new FindPublicGroup(surroundings.lobby())), lobby -> {
            if (lobby.failed()) {
                refuse(session, seat.name(), lobby.cause());
                return;
            }
            long groupId = lobby.result().id();
            seat.enters(session.identity().user().name(), groupId);
            log.connected(seat.name());
            groups.stream()
                    .filter(group -> group.group().id() == groupId)
                    .findFirst()
                    .ifPresentOrElse(group -> hear(session, seat, group), () -> join(session, seat));
        });
    }

    /** An account that is a member already is welcomed alone, for nobody else hears of it, and hears what is said now. */
    private void hear(Session session, Seat seat, GroupSummary group) {
        session.write(Words.joined(session.identity().user()));
        session.subscriptions().begin(group, group.group().head());
        begin(session, seat);
    }

    private void join(Session session, Seat seat) {
        session.await(0, visits.join(session, seat.groupId()), joined -> {
            if (joined.failed()) {
                refuse(session, seat.name(), joined.cause());
            } else {
                begin(session, seat);
            }
        });
    }

    private void begin(Session session, Seat seat) {
        seat.sitDown().forEach(text -> say(session, seat, text));
    }

    private void say(Session session, Seat seat, String text) {
        User sender = session.identity().user();
        log.broadcasting(seat.name(), text);
        SendMessage send = new SendMessage(sender, seat.groupId(), UUID.randomUUID(), text, null);
        session.await(seat.groupId(), bus.ask(send), sent -> {
            if (sent.failed()) {
                Failure failure = Failure.from(sent.cause());
                log.failed(seat.name(), failure.sentence());
                session.write(Words.notSent(failure));
            }
        });
    }

    private void refuse(Session session, String name, Throwable cause) {
        Failure failure = Failure.from(cause);
        switch (failure.code()) {
            case CONFLICT -> {
                log.taken(name);
                session.close(POLICY, TAKEN);
            }
            case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, RATE_LIMITED -> {
                log.refused(name, failure.sentence());
                session.close(POLICY, failure.sentence());
            }
            default -> {
                log.failed(name, failure.sentence());
                session.close(failure.code() == Code.UNAVAILABLE ? TRY_LATER : INTERNAL, failure.sentence());
            }
        }
    }
}
