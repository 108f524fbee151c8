package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** The one server of a directory as one of the processes that use it sees it; the last to leave ends it. */
final class SharedServer {

    /** A clean shutdown writes what a database holds in memory. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(30);

    private final ServerDirectory directory;
    private final ServerKind kind;
    private final Consumer<String> progress;
    private final SharedUse use;
    private volatile RunningServer running;
    private boolean left;

    private SharedServer(ServerStart start, SharedUse use, RunningServer running) {
        directory = start.directory();
        kind = start.kind();
        progress = start.progress();
        this.use = use;
        this.running = running;
    }

    /**
     * Starts the server of a directory, or joins the one that runs there.
     *
     * @param port the port it must have, or 0 for any
     * @throws Failure with one sentence for people
     */
    static SharedServer start(ServerDirectory directory, ServerKind kind, int port, Consumer<String> progress) {
        ServerStart start = new ServerStart(directory, kind, port, progress);
        try {
            SharedUse use = SharedUse.of(directory.root());
            try {
                return join(use, start);
            } catch (IOException | RuntimeException failed) {
                use.close();
                throw failed;
            }
        } catch (IOException refused) {
            throw ServerDirectory.unwritable(directory.root(), refused);
        } catch (OverlappingFileLockException twice) {
            throw Failure.unavailable("This process already uses the " + kind.name() + " in " + directory.root());
        }
    }

    private static SharedServer join(SharedUse use, ServerStart start) throws IOException {
        Path root = start.directory().root();
        Runnable waiting =
                () -> start.progress().accept("Waiting for another process that starts or stops the server in " + root);
        return use.alone(waiting, () -> {
            RunningServer running = start.joinOrLaunch(use.nobodyUses());
            use.join();
            return new SharedServer(start, use, running);
        });
    }

    RunningServer running() {
        return running;
    }

    /**
     * Starts the server again if it has died, unless another of its users was faster; not while this process leaves it.
     *
     * @throws Failure with one sentence for people when it does not start
     */
    void mend() {
        if (running.isAlive()) {
            return;
        }
        progress.accept("The " + kind.name() + " in " + directory.root() + " has ended");
        // On its port: whoever uses it knows no other.
        ServerStart again = new ServerStart(directory, kind, running.port(), progress);
        try {
            running = use.alone(() -> {}, () -> again.joinOrLaunch(false));
        } catch (IOException refused) {
            throw ServerDirectory.unwritable(directory.root(), refused);
        }
    }

    /** Ends the server, unless other processes use it too. */
    void leave() {
        if (left) {
            return;
        }
        left = true;
        try {
            use.alone(() -> {}, this::endIfLast);
            use.close();
        } catch (IOException refused) {
            throw ServerDirectory.unwritable(directory.root(), refused);
        }
    }

    private boolean endIfLast() throws IOException {
        boolean last = use.leave();
        if (last) {
            running.end(SHUTDOWN);
            // Another than ours, if ours died and a later user started it again.
            ServerRecord.find(kind).ifPresent(process -> new RunningServer(process, 0, "").end(SHUTDOWN));
            directory.forgetServer();
        }
        return last;
    }
}
