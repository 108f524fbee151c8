package io.confab.embedded;

import io.confab.contract.Failure;

/**
 * A private, real server: a process on loopback that belongs to a directory.
 *
 * <p>It outlives a starter that is killed; the next start in the same directory finds it and uses it. Several processes
 * may start in one directory: they share the server, and the last to stop ends it. All calls block.
 */
public interface EmbeddedServer extends AutoCloseable {

    /** Its address, with account and password. */
    String uri();

    /** The server's process. */
    ProcessHandle process();

    /**
     * Starts the server again, on its port, if it has died; to be called now and then, and not while {@link #stop} runs.
     *
     * @throws Failure with one sentence for people when it does not start
     */
    void mend();

    /** Ends the server, unless other processes use it too. */
    void stop();

    /** The same as {@link #stop}. */
    @Override
    default void close() {
        stop();
    }
}
