package io.confab.gateway.socket;

/**
 * What a session speaks through. A {@link Socket} is one; a contract with a transport of its own brings another and tells the
 * session what comes in.
 */
public interface Line {

    /** Queues a frame, which is shared and stays the caller's; nothing happens once the line is closed. */
    void write(Frame frame);

    /** Whether the client does not keep up with what is queued. */
    boolean congested();

    /** Stops reading, so that the client's own sending comes to a halt; a little more may still arrive. */
    void pause();

    /** Reads again. */
    void resume();

    /** Notes that the client has said who it is. */
    void identified();

    /** Closes after what is queued; the session is told in a later turn. */
    void close(int code, String reason);
}
