package io.confab.gateway.session;

import io.confab.gateway.socket.Line;
import io.confab.gateway.socket.Socket;
import io.confab.gateway.socket.Sockets;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.function.Consumer;

/** Where clients come in. */
public final class Gate {

    private static final int STOPPING = 503;

    private final Sockets sockets;
    private final Sessions sessions;

    /** The gate of one event loop. */
    public Gate(Sockets sockets, Sessions sessions) {
        this.sockets = sockets;
        this.sessions = sessions;
    }

    /**
     * Makes a WebSocket of a request and a session of it; a request that is refused fails with its status.
     *
     * @param subprotocol what is confirmed to the client, or null
     * @param opened takes the session before anything comes in
     */
    public void upgrade(RoutingContext ctx, Dialect dialect, String subprotocol, Consumer<Session> opened) {
        upgrade(ctx, subprotocol, socket -> opened.accept(open(socket, dialect)));
    }

    /** Makes a bare WebSocket of a request, for a contract with a transport of its own; fails the request like the other. */
    public void upgrade(RoutingContext ctx, Consumer<Socket> opened) {
        upgrade(ctx, null, opened);
    }

    /** Refuses a request when the node is stopping; whether it did. */
    public boolean refusesNewcomer(RoutingContext ctx) {
        if (sessions.areLeaving()) {
            ctx.response().putHeader("Retry-After", "1");
            ctx.fail(new HttpException(STOPPING, "This node is stopping."));
        }
        return sessions.areLeaving();
    }

    /** Makes a session of a line that a contract brings itself; the contract tells the session what comes in. */
    public Session open(Line line, Dialect dialect) {
        return sessions.open(line, dialect);
    }

    private void upgrade(RoutingContext ctx, String subprotocol, Consumer<Socket> opened) {
        if (!refusesNewcomer(ctx)) {
            sockets.upgrade(ctx.request(), subprotocol).onFailure(ctx::fail).onSuccess(opened::accept);
        }
    }

    private Session open(Socket socket, Dialect dialect) {
        Session session = sessions.open(socket, dialect);
        socket.onText(session::received);
        socket.onBinary(message -> {
            if (!dialect.overlooks(session, message)) {
                socket.refuseBinary();
            }
        });
        socket.onDrain(session::drained);
        socket.onClose(how -> {
            if (how.isTooSlow()) {
                sessions.stats().evictions().increment();
            }
            session.closed();
        });
        return session;
    }
}
