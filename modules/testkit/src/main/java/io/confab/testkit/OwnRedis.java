package io.confab.testkit;

/** A Redis that belongs to one test, which may do anything to it. All calls block until it is done. */
public interface OwnRedis extends AutoCloseable {

    /** Its address with its password; the same over restarts. */
    String uri();

    /** Stops it; what it held is lost. */
    void stop();

    /** Starts it after {@link #stop} or {@link #kill}: empty, on the same port. */
    void start();

    /** Ends it at once. */
    void kill();

    /** Freezes it: connections stay open and nothing answers, until {@link #resume}. */
    void pause();

    /** Lets it go on after {@link #pause}. */
    void resume();

    /** Ends it and deletes its files. */
    @Override
    void close();

    /** {@link #stop} and {@link #start}: an empty Redis. */
    default void restart() {
        stop();
        start();
    }
}
