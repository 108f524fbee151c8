package io.confab.testkit;

/**
 * A database or a Redis that belongs to one test, which may do anything to it. All calls block until it is done.
 *
 * <p>Over restarts a database keeps what was committed, and a Redis is empty.
 */
public interface OwnServer extends AutoCloseable {

    /** Its address for one who may do anything, with the password; a database's names one database. The same over restarts. */
    String uri();

    /** Stops it cleanly. */
    void stop();

    /** Starts it after {@link #stop} or {@link #kill}, on the same port. */
    void start();

    /** Ends it at once, as a power cut would. */
    void kill();

    /** Freezes it: connections stay open and nothing answers, until {@link #resume}. */
    void pause();

    /** Lets it go on after {@link #pause}. */
    void resume();

    /** Ends it and deletes its files. */
    @Override
    void close();

    /** {@link #stop} and {@link #start}. */
    default void restart() {
        stop();
        start();
    }
}
