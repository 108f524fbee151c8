package io.confab.dialects.rooms;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.GroupEvent;
import io.confab.contract.account.AdmitGuest;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Client;
import io.confab.contract.account.DismissGuest;
import io.confab.contract.account.Identity;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.JoinGroup;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.message.SendMessage;
import io.confab.dialects.Bearer;
import io.confab.dialects.Surroundings;
import io.confab.gateway.session.Dialect;
import io.confab.gateway.session.Gate;
import io.confab.gateway.session.Session;
import io.confab.gateway.socket.Frame;
import io.confab.http.edge.Exchange;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rooms on sockets: raw text comes in, {@link RoomFrame}s go out. */
final class RoomDialect implements Dialect {

    /** What the old clients take for final, with the reason. */
    private static final int REFUSED = 1008;

    private static final String NAME = "username";
    private static final String NAMELESS = "Anonymous";
    private static final String NO_ROOM = "Room not found";

    private final Surroundings surroundings;
    private final Bus bus;
    private final Map<Session, Seat> seats = new HashMap<>();
    private final Slugs slugs = new Slugs();

    RoomDialect(Surroundings surroundings) {
        this.surroundings = surroundings;
        bus = surroundings.bus();
    }

    /** Who says a name in the query means a room; the others at this address are for other contracts. */
    @Override
    public void mount(Router router, Gate gate) {
        router.get("/ws/:room").handler(ctx -> {
            if (ctx.queryParams().contains(NAME)) {
                enter(ctx, gate);
            } else {
                ctx.next();
            }
        });
        router.get("/s3/ws/:room").handler(ctx -> enter(ctx, gate));
    }

    @Override
    public void received(Session session, String text) {
        if (!text.isBlank() && session.isReady()) {
            Group room = seats.get(session).room();
            SendMessage message = new SendMessage(session.identity().user(), room.id(), UUID.randomUUID(), text, null);
            session.await(room.id(), send(session, message), sent -> {
                if (sent.failed()) {
                    tell(session, Failure.from(sent.cause()));
                }
            });
        }
    }

    @Override
    public void refused(Session session, String text, Failure tooMany) {
        tell(session, tooMany);
    }

    @Override
    public byte[] encode(GroupEvent event) {
        return RoomFrame.of(event, slugs.of(event.groupId()));
    }

    /** Who is removed, or whose room is closed for good, is told so and comes back to a refusal. */
    @Override
    public void deliver(Session session, GroupEvent event, Frame frame) {
        Dialect.super.deliver(session, event, frame);
        if (event instanceof MemberLeft left && left.user().id() == session.userId()) {
            session.close(REFUSED, "Removed from the room");
        } else if (event instanceof GroupChanged changed && changed.group().archivedAt() != null) {
            session.close(REFUSED, NO_ROOM);
        }
    }

    @Override
    public void entered(Session session, GroupSummary group, long seq) {
        if (seats.get(session).isIn(group.group().id())) {
            session.subscriptions().begin(group, seq - 1);
        }
    }

    @Override
    public void closed(Session session) {
        Seat seat = seats.remove(session);
        seat.close();
        if (seat.room() != null) {
            slugs.forget(seat.room());
        }
        seat.entering().onComplete(entered -> dismiss(seat));
    }

    private void enter(RoutingContext ctx, Gate gate) {
        String slug = ctx.pathParam("room");
        String name = ctx.queryParams().get(NAME);
        String token = Bearer.token(ctx.request());
        Client client =
                new Client(Exchange.of(ctx).caller().address(), ctx.request().getHeader(HttpHeaders.USER_AGENT));
        gate.upgrade(ctx, this, null, session -> {
            Seat seat = new Seat();
            seats.put(session, seat);
            Future<Identity> who = find(seat, slug)
                    .compose(room -> token == null ? admit(seat, name, client) : bus.ask(new Authenticate(token)))
                    .compose(identity -> join(seat, identity));
            seat.enter(who);
            session.identify(who, groups -> {
                if (groups.succeeded()) {
                    hear(session, seat, groups.result());
                } else {
                    refuse(session, Failure.from(groups.cause()));
                }
            });
        });
    }

    private Future<Group> find(Seat seat, String slug) {
        return bus.ask(new FindPublicGroup(slug))
                .recover(cause -> Future.failedFuture(Failure.from(cause).code() == Code.NOT_FOUND ? noRoom() : cause))
                .map(room -> {
                    if (room.archivedAt() != null) {
                        throw noRoom();
                    }
                    if (!seat.isClosed()) {
                        seat.found(room);
                        slugs.remember(room);
                    }
                    return room;
                });
    }

    private Future<Identity> admit(Seat seat, String name, Client client) {
        if (seat.isClosed() || !surroundings.letsNamesIn()) {
            return Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "A name is not enough here: sign in"));
        }
        String shown = name == null || name.isBlank() ? NAMELESS : name;
        return bus.ask(new AdmitGuest(shown, null, client)).onSuccess(identity -> seat.admitted(identity.userId()));
    }

    /** An account may be a member already; then nobody is told that he comes. */
    private Future<Identity> join(Seat seat, Identity who) {
        if (seat.isClosed()) {
            return Future.failedFuture(Failure.unavailable("The session has closed"));
        }
        long groupId = seat.room().id();
        return bus.ask(new ShowGroup(who.userId(), groupId))
                .recover(cause -> Failure.from(cause).code() == Code.NOT_FOUND
                        ? bus.ask(new JoinGroup(who.user(), groupId)).onSuccess(seat::joined)
                        : Future.failedFuture(cause))
                .map(who);
    }

    private void hear(Session session, Seat seat, List<GroupSummary> groups) {
        GroupSummary room = groups.stream()
                .filter(group -> seat.isIn(group.group().id()))
                .findFirst()
                .orElse(null);
        if (room == null) {
            session.close(REFUSED, "Removed from the room");
        } else if (seat.after() == null) {
            session.write(
                    RoomFrame.joined(session.identity().user(), seat.room().slug(), Instant.now()));
            session.subscriptions().begin(room, room.group().head());
        } else {
            session.subscriptions().begin(room, seat.after());
        }
    }

    private Future<?> send(Session session, SendMessage message) {
        try {
            session.requireStaying();
            return bus.ask(message);
        } catch (Failure stopping) {
            return Future.failedFuture(stopping);
        }
    }

    private void tell(Session session, Failure failure) {
        Seat seat = seats.get(session);
        if (seat.room() != null) {
            session.write(RoomFrame.notice(seat.room().slug(), failure.sentence()));
        }
    }

    private static Failure noRoom() {
        return Failure.of(Code.NOT_FOUND, NO_ROOM);
    }

    private static void refuse(Session session, Failure failure) {
        boolean isOurs = failure.code() == Code.INTERNAL || failure.code() == Code.UNAVAILABLE;
        session.close(isOurs ? failure.code().closeCode() : REFUSED, failure.sentence());
    }

    /** Should it fail, the sweep for lost guests finds him. */
    private void dismiss(Seat seat) {
        if (seat.guest() != null) {
            bus.ask(new DismissGuest(seat.guest(), Duration.ZERO));
        }
    }
}
