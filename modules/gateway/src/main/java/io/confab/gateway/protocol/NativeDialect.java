package io.confab.gateway.protocol;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.message.Message;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.contract.presence.Typing;
import io.confab.gateway.session.Dialect;
import io.confab.gateway.session.Gate;
import io.confab.gateway.session.Session;
import io.confab.gateway.socket.Frame;
import io.confab.gateway.socket.SocketLimits;
import io.confab.gateway.socket.Sockets;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The native protocol, as {@code docs/protocol.md} describes it. */
public final class NativeDialect implements Dialect {

    private static final int VERSION = 1;
    private static final String SUBPROTOCOL = "confab.v1";
    private static final String TOKEN_SUBPROTOCOL = "bearer.";
    private static final String BEARER = "Bearer ";

    private final Map<String, Command> commands = new HashMap<>();
    private final SessionCommands sessionCommands;
    private final byte[] hello;

    /** The protocol with the limits that it tells clients of. */
    public NativeDialect(Bus bus, SocketLimits limits) {
        Replay replay = new Replay(bus);
        sessionCommands = new SessionCommands(bus, replay);
        sessionCommands.addTo(commands);
        new GroupCommands(replay).addTo(commands);
        new MessageCommands(bus).addTo(commands);
        hello = Frames.frame(
                "hello", new Frames.Hello(VERSION, limits.pingAfter().toMillis(), told(limits)));
    }

    @Override
    public void mount(Router router, Gate gate) {
        router.get("/ws").handler(ctx -> enter(ctx, gate));
    }

    @Override
    public void received(Session session, String text) {
        String ref = null;
        try {
            Fields fields = Fields.parse(text);
            ref = fields.ref();
            command(fields.type()).run(session, fields);
        } catch (Failure failure) {
            session.write(Frames.error(ref, failure));
        }
    }

    @Override
    public void refused(Session session, String text, Failure tooMany) {
        String ref = null;
        try {
            ref = Fields.parse(text).ref();
        } catch (Failure malformed) {
            // refused in any case
        }
        session.write(Frames.error(ref, tooMany));
    }

    @Override
    public byte[] encode(GroupEvent event) {
        return Events.encode(event);
    }

    /** Nobody is told that he himself is writing. */
    @Override
    public void deliver(Session session, GroupEvent event, Frame frame) {
        boolean isOwnTyping = event instanceof Typing typing && typing.user().id() == session.userId();
        if (frame != null && !isOwnTyping) {
            session.write(frame);
        }
    }

    @Override
    public void told(Session session, UserEvent event) {
        if (event instanceof OwnMarksMoved moved) {
            session.write(Frames.frame("marked", Frames.Marked.of(moved)));
        }
    }

    @Override
    public void entered(Session session, GroupSummary group, long seq) {
        session.write(Frames.frame("group_joined", new Frames.Joined(group)));
        session.subscriptions().begin(group, seq - 1);
    }

    @Override
    public void draining(Session session, long reconnectAfterMillis) {
        session.write(Frames.frame("reconnect", new Frames.Reconnect(reconnectAfterMillis)));
    }

    private void enter(RoutingContext ctx, Gate gate) {
        String token = token(ctx.request());
        String subprotocol = Sockets.subprotocols(ctx.request()).contains(SUBPROTOCOL) ? SUBPROTOCOL : null;
        gate.upgrade(ctx, this, subprotocol, session -> {
            session.write(hello);
            if (token != null) {
                sessionCommands.identify(session, token);
            }
        });
    }

    private Command command(String type) {
        Command command = commands.get(type);
        if (command == null) {
            throw Failure.invalid("type", "There is no command of this type");
        }
        return command;
    }

    /** The access token of the header or else of the subprotocols; null when there is none. Never from the URL. */
    private static String token(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        Stream<String> inHeader = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Stream.of(header.substring(BEARER.length()).strip())
                : Stream.empty();
        Stream<String> offered = Sockets.subprotocols(request).stream()
                .filter(protocol -> protocol.startsWith(TOKEN_SUBPROTOCOL))
                .map(protocol -> protocol.substring(TOKEN_SUBPROTOCOL.length()));
        return Stream.concat(inHeader, offered).findFirst().orElse(null);
    }

    private static Frames.Limits told(SocketLimits limits) {
        return new Frames.Limits(
                Message.MAX_CONTENT,
                limits.maxMessage(),
                limits.identifyWithin().toMillis());
    }
}
