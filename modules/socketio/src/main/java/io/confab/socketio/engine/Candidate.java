package io.confab.socketio.engine;

import io.vertx.core.buffer.Buffer;

/**
 * A WebSocket of a connection. One that comes after the connection began by polling is first tried: {@code 2probe}, {@code
 * 3probe}, then {@code 5}, and from then on it carries the connection.
 */
final class Candidate implements PipeListener {

    private static final String PROBE = "2probe";
    private static final Packet PROBED = Packet.of("3probe");
    private static final String UPGRADE = "5";

    private final Connection connection;
    private final Pipe pipe;
    private boolean probed;
    private boolean carries;

    Candidate(Connection connection, Pipe pipe) {
        this.connection = connection;
        this.pipe = pipe;
    }

    /** The one socket of a connection that began on it. */
    static Candidate carrying(Connection connection, Pipe pipe) {
        Candidate only = new Candidate(connection, pipe);
        only.carries = true;
        return only;
    }

    Pipe pipe() {
        return pipe;
    }

    @Override
    public void text(String message) {
        if (carries) {
            endUnless(!Payload.isBinary(message) && connection.receive(message));
        } else if (!connection.isCandidate(this)) {
            pipe.close();
        } else if (!probed && message.equals(PROBE)) {
            probed = true;
            pipe.write(PROBED);
            connection.probed();
        } else if (probed && message.equals(UPGRADE)) {
            carries = true;
            connection.moveTo(this);
        } else {
            connection.forsake(this);
        }
    }

    @Override
    public void binary(Buffer message) {
        if (carries) {
            connection.receive(message);
        } else {
            connection.forsake(this);
        }
    }

    @Override
    public void drained() {
        if (carries) {
            connection.drained();
        }
    }

    @Override
    public void closed() {
        if (carries) {
            connection.end();
        } else {
            connection.forsake(this);
        }
    }

    private void endUnless(boolean valid) {
        if (!valid) {
            connection.end();
        }
    }
}
