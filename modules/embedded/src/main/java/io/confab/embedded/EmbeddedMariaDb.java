package io.confab.embedded;

import io.confab.contract.Failure;
import java.util.function.Consumer;

/**
 * A private, real MariaDB: a process on loopback with its data in a directory of ours.
 *
 * <p>It outlives a starter that is killed; the next start in the same directory finds it and uses it. Several processes
 * may start in one directory: they share the server, and the last to stop ends it. All calls block.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    private final SharedServer server;

    private EmbeddedMariaDb(SharedServer server) {
        this.server = server;
    }

    /**
     * Starts the server of a directory, or joins the one that runs there; creates it the first time.
     *
     * @param progress hears what is being done, a line at a time
     * @throws Failure with one sentence for people: no binary for this platform, a directory that cannot be written or
     *     was written by a newer MariaDB, a server that does not start
     */
    public static EmbeddedMariaDb start(MariaDbOptions options, Consumer<String> progress) {
        MariaDbDirectory directory = MariaDbDirectory.open(options.directory());
        MariaDb kind = new MariaDb(directory, options.bufferPoolMegabytes(), progress);
        return new EmbeddedMariaDb(SharedServer.start(directory.server(), kind, options.port(), progress));
    }

    /** The database {@code confab} for its account, which may do anything in it and nothing outside. */
    public String uri() {
        return uriOf("confab");
    }

    /** The same server for its administrator. */
    public String administratorUri() {
        return uriOf("root");
    }

    private String uriOf(String account) {
        RunningServer running = server.running();
        return "mysql://" + account + ":" + running.password() + "@127.0.0.1:" + running.port() + "/confab";
    }

    /** The server's process. */
    public ProcessHandle process() {
        return server.running().process();
    }

    /**
     * Starts the server again, on its port, if it has died; to be called now and then, and not while {@link #stop} runs.
     *
     * @throws Failure with one sentence for people when it does not start
     */
    public void mend() {
        server.mend();
    }

    /** Ends the server, unless other processes use it too; what was committed is on disk either way. */
    public void stop() {
        server.leave();
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }
}
