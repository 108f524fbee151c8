package io.confab.socketio.engine;

import io.vertx.core.buffer.Buffer;

/** Who takes what a WebSocket brings. */
public interface PipeListener {

    /** A whole text message. */
    void text(String message);

    /** A whole binary message. */
    void binary(Buffer message);

    /** The client keeps up again. */
    void drained();

    /** The socket is no more; told once. */
    void closed();
}
