package io.confab.socketio.engine;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;

/** A WebSocket of one event loop that belongs to a connection of another: all that passes changes loops, in order. */
final class Hop implements Pipe, PipeListener {

    private final Context connections;
    private final Context sockets;
    private final Pipe socket;
    /** Set and used on the loop of the connection. */
    private PipeListener listener;
    /** Written on the loop of the socket, read on that of the connection. */
    private volatile boolean isCongested;

    Hop(Context connections, Context sockets, Pipe socket) {
        this.connections = connections;
        this.sockets = sockets;
        this.socket = socket;
    }

    /** Joins it to its connection. */
    void join(Connection connection) {
        connections.runOnContext(there -> listener = connection.offer(this));
    }

    @Override
    public void write(Packet packet) {
        Packet kept = packet.kept();
        sockets.runOnContext(there -> {
            socket.write(kept);
            kept.release();
            isCongested = socket.congested();
        });
    }

    @Override
    public boolean congested() {
        return isCongested;
    }

    @Override
    public void pause() {
        sockets.runOnContext(there -> socket.pause());
    }

    @Override
    public void resume() {
        sockets.runOnContext(there -> socket.resume());
    }

    @Override
    public void close() {
        sockets.runOnContext(there -> socket.close());
    }

    @Override
    public void text(String message) {
        connections.runOnContext(there -> listener.text(message));
    }

    @Override
    public void binary(Buffer message) {
        connections.runOnContext(there -> listener.binary(message));
    }

    @Override
    public void drained() {
        isCongested = false;
        connections.runOnContext(there -> listener.drained());
    }

    @Override
    public void closed() {
        connections.runOnContext(there -> listener.closed());
    }
}
