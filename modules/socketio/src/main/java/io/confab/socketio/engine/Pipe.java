package io.confab.socketio.engine;

/** What takes packets to one client; used on one event loop. */
public interface Pipe {

    /** Writes or queues a packet, in order; nothing happens once the pipe is closed. */
    void write(Packet packet);

    /** Whether the client does not keep up with what is queued. */
    boolean congested();

    /** Reads no further, so that the client's sending comes to a halt; a little more may still arrive. */
    void pause();

    /** Reads again. */
    void resume();

    /** Closes after what is queued. */
    void close();
}
