package io.confab.embedded;

import io.confab.contract.Failure;
import java.util.function.Consumer;

/** A MariaDB with its data in a directory of ours; what was committed is on disk however it ends. */
public final class EmbeddedMariaDb implements EmbeddedServer {

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
    @Override
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

    @Override
    public ProcessHandle process() {
        return server.running().process();
    }

    @Override
    public void mend() {
        server.mend();
    }

    @Override
    public void stop() {
        server.leave();
    }
}
