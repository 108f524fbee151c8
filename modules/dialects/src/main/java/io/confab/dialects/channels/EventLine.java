package io.confab.dialects.channels;

import io.confab.gateway.session.Session;
import io.confab.gateway.socket.Frame;
import io.confab.gateway.socket.Line;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** An answer that does not end, for server-sent events (HTML Living Standard, 9.2): nothing comes in. */
final class EventLine implements Line {

    private static final Buffer ALIVE = Buffer.buffer(": alive\n\n");

    private final Vertx vertx;
    private final HttpServerResponse response;
    private Session session;

    EventLine(Vertx vertx, HttpServerResponse response) {
        this.vertx = vertx;
        this.response = response;
    }

    /** Has the session hear how the line fares. */
    void attach(Session listener) {
        session = listener;
        response.drainHandler(drained -> session.drained());
        response.exceptionHandler(lost -> {});
        response.closeHandler(closed -> end());
    }

    /** Tells the session once that it is over. */
    void end() {
        if (session != null) {
            session.closed();
            session = null;
        }
    }

    /** A comment, so that proxies keep the connection and lost clients are found. */
    void keepAlive() {
        if (!congested()) {
            write(ALIVE);
        }
    }

    @Override
    public void write(Frame frame) {
        write(Buffer.buffer(frame.text()));
    }

    private void write(Buffer text) {
        if (!response.ended() && !response.closed()) {
            response.write(text);
        }
    }

    @Override
    public boolean congested() {
        return response.writeQueueFull();
    }

    @Override
    public void pause() {
        // nothing comes in
    }

    @Override
    public void resume() {
        // nothing comes in
    }

    @Override
    public void identified() {
        // it was before it came here
    }

    /** Says why; a client that connects again by itself goes on where it stopped. */
    @Override
    public void close(int code, String reason) {
        if (!response.ended() && !response.closed()) {
            response.end(ChannelEvents.closing(reason));
            vertx.runOnContext(later -> end());
        }
    }
}
