package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A private, real MariaDB: a child process on loopback with its data in a directory of ours.
 *
 * <p>It outlives a starter that is killed; the next start in the same directory finds it and uses it. Several processes
 * may start in one directory: they share the server, and the last to stop ends it. All calls block.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    /** A clean shutdown writes what the buffer pool holds. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(30);

    private final DataDirectory directory;
    private final SharedUse use;
    private final RunningMariaDb server;
    private boolean stopped;

    private EmbeddedMariaDb(DataDirectory directory, SharedUse use, RunningMariaDb server) {
        this.directory = directory;
        this.use = use;
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
        DataDirectory directory = DataDirectory.open(options.directory());
        try {
            SharedUse use = SharedUse.of(directory.root());
            try {
                return start(directory, use, options, progress);
            } catch (IOException | RuntimeException failed) {
                use.close();
                throw failed;
            }
        } catch (IOException refused) {
            throw DataDirectory.unwritable(directory.root(), refused);
        } catch (OverlappingFileLockException twice) {
            throw Failure.unavailable("This process already uses the database in " + directory.root());
        }
    }

    private static EmbeddedMariaDb start(
            DataDirectory directory, SharedUse use, MariaDbOptions options, Consumer<String> progress)
            throws IOException {
        MariaDbStart start = new MariaDbStart(directory, options, progress);
        Runnable waiting = () ->
                progress.accept("Waiting for another process that starts or stops the database in " + directory.root());
        return use.alone(waiting, () -> {
            RunningMariaDb server = start.joinOrLaunch(use.nobodyUses());
            use.join();
            return new EmbeddedMariaDb(directory, use, server);
        });
    }

    /** The database {@code confab} for its account, which may do anything in it and nothing outside. */
    public String uri() {
        return "mysql://confab:" + server.password() + "@127.0.0.1:" + server.port() + "/confab";
    }

    /** The same server for its administrator. */
    public String administratorUri() {
        return "mysql://root:" + server.password() + "@127.0.0.1:" + server.port() + "/confab";
    }

    /** The server's process. */
    public ProcessHandle process() {
        return server.process();
    }

    /** Ends the server, unless other processes use it too; what was committed is on disk either way. */
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            use.alone(() -> {}, this::leave);
            use.close();
        } catch (IOException refused) {
            throw DataDirectory.unwritable(directory.root(), refused);
        }
    }

    private boolean leave() throws IOException {
        boolean last = use.leave();
        if (last) {
            server.end(SHUTDOWN);
            directory.forgetServer();
        }
        return last;
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }
}
