package io.confab.testkit;

/** A database server that belongs to one test, which may do anything to it. All calls block until it is done. */
public interface OwnMysql extends AutoCloseable {

    /** An administrator's URI of its one database, which is empty at first; the same over restarts. */
    String uri();

    /** Stops it cleanly: what was committed is there again after {@link #start}. */
    void stop();

    /** Starts it after {@link #stop} or {@link #kill}, on the same port. */
    void start();

    /** Ends it at once, as a power cut would. */
    void kill();

    /** Freezes it: connections stay open and nothing answers, until {@link #resume}. */
    void pause();

    /** Lets it go on after {@link #pause}. */
    void resume();

    /** Ends it and deletes its data. */
    @Override
    void close();

    /** {@link #stop} and {@link #start}. */
    default void restart() {
        stop();
        start();
    }
}
