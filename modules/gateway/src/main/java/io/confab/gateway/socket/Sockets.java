package io.confab.gateway.socket;

import io.confab.contract.net.KnownOrigins;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.handler.HttpException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * All sockets of one event loop, with the loop's only timer: it sweeps for sockets that are late, silent or stuck, and
 * flushes those that were written to, once per turn of the loop.
 *
 * <p>Made, and used, on the event loop of the listener whose connections it takes.
 */
public final class Sockets {

    private final ContextInternal context;
    private final SocketLimits limits;
    private final KnownOrigins origins;
    private final WriteBufferWaterMark waterMark;
    private final long timer;
    private final Set<Socket> open = new HashSet<>();
    private final Set<RequestDeadline> requests = new HashSet<>();
    private final List<Outbox> dirty = new ArrayList<>();
    private long now = clock();
    private Promise<Void> ending;

    /** Starts the timer of the calling event loop; {@link #close} stops it. */
    public Sockets(Vertx vertx, SocketLimits limits, KnownOrigins origins) {
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.limits = limits;
        this.origins = origins;
        waterMark = new WriteBufferWaterMark(limits.softQueue() / 2, limits.softQueue());
        timer = vertx.setPeriodic(limits.sweepEvery().toMillis(), tick -> sweep());
    }

    /** The subprotocols that a request offers, in its order of preference. */
    public static List<String> subprotocols(HttpServerRequest request) {
        return SocketUpgrade.subprotocols(request);
    }

    /**
     * Refuses ambiguous requests on a new connection and ends it when it does not come to the point; to be given to the
     * listener as its connection handler.
     */
    public void admit(HttpConnection connection) {
        SocketUpgrade.harden(connection, limits.harden(new HttpServerOptions()));
        SocketUpgrade.watch(connection, new RequestFraming());
        SocketUpgrade.watch(connection, new RequestDeadline(this));
    }

    /** Like {@link #upgrade(HttpServerRequest, String)}, without a subprotocol. */
    public Future<Socket> upgrade(HttpServerRequest request) {
        return upgrade(request, null);
    }

    /**
     * Makes a socket of a request. Its handlers must be set in the future's callback: the first message may be there
     * already.
     *
     * <p>To be called in the turn that brought the request, or with the request paused since then; a request whose end
     * went by unseen cannot be upgraded.
     *
     * @param subprotocol the one of {@link #subprotocols} that is told to the client, or {@code null}
     * @return fails with {@link HttpException} (400, 403, 426, 503) when the request is refused; nothing is answered
     *     then, {@code routingContext.fail(cause)} does it
     */
    public Future<Socket> upgrade(HttpServerRequest request, String subprotocol) {
        if (ending != null) {
            return Future.failedFuture(new HttpException(503, "The server is shutting down."));
        }
        try {
            SocketUpgrade.check(request, origins);
        } catch (HttpException refusal) {
            return Future.failedFuture(refusal);
        }
        FrameHandler handler = new FrameHandler(this);
        return SocketUpgrade.perform(request, subprotocol, limits.maxMessage(), handler)
                .map(done -> handler.socket());
    }

    /** How many connections have become sockets and have not ended. */
    public int count() {
        return open.size();
    }

    /**
     * Closes every socket, and lets no other in.
     *
     * @return completes when the last connection has ended, at the latest after {@link SocketLimits#closeWithin()}
     */
    public Future<Void> close(int code, String reason) {
        if (ending == null) {
            ending = context.promise();
            open.forEach(socket -> socket.close(code, reason));
            endWhenEmpty();
        }
        return ending.future();
    }

    ContextInternal context() {
        return context;
    }

    SocketLimits limits() {
        return limits;
    }

    WriteBufferWaterMark waterMark() {
        return waterMark;
    }

    /** Milliseconds of a clock that moves with each sweep: reading it costs nothing. */
    long now() {
        return now;
    }

    void add(Socket socket) {
        open.add(socket);
    }

    void remove(Socket socket) {
        open.remove(socket);
        endWhenEmpty();
    }

    void add(RequestDeadline request) {
        requests.add(request);
    }

    void remove(RequestDeadline request) {
        requests.remove(request);
    }

    /** Flushes when the tasks that wait for the loop at this moment are done: what they write goes along. */
    void flushLater(Outbox outbox) {
        if (dirty.isEmpty()) {
            context.runOnContext(later -> flush());
        }
        dirty.add(outbox);
    }

    private void flush() {
        dirty.forEach(Outbox::flush);
        dirty.clear();
    }

    private void sweep() {
        now = clock();
        requests.forEach(request -> request.sweep(now));
        open.forEach(socket -> socket.sweep(now));
    }

    private void endWhenEmpty() {
        if (ending != null && open.isEmpty() && ending.tryComplete()) {
            context.owner().cancelTimer(timer);
        }
    }

    /** The clock behind {@link #now()}, read at this moment: a time limit that begins with it never ends early. */
    static long clock() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
