package io.confab.embedded;

import io.confab.contract.Failure;
import java.util.function.Consumer;

/**
 * A private, real Redis: a process on loopback that keeps nothing over its end.
 *
 * <p>It outlives a starter that is killed; the next start in the same directory finds it and uses it. Several processes
 * may start in one directory: they share the server, and the last to stop ends it. All calls block.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private final SharedServer server;

    private EmbeddedRedis(SharedServer server) {
        this.server = server;
    }

    /** Whether there is a Redis for this platform, installed or brought along. */
    public static boolean isPossible() {
        return RedisBinary.isThere();
    }

    /**
     * Starts the server of a directory, or joins the one that runs there.
     *
     * @param progress hears what is being done, a line at a time
     * @throws Failure with one sentence for people: no binary for this platform, a directory that cannot be written, a
     *     server that does not start
     */
    public static EmbeddedRedis start(RedisOptions options, Consumer<String> progress) {
        ServerDirectory directory = ServerDirectory.open(options.directory(), "redis.log");
        Redis kind = new Redis(directory, options.maxMemoryMegabytes());
        return new EmbeddedRedis(SharedServer.start(directory, kind, options.port(), progress));
    }

    /** Its address with its password. */
    public String uri() {
        RunningServer running = server.running();
        return "redis://:" + running.password() + "@127.0.0.1:" + running.port();
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

    /** Ends the server, unless other processes use it too. */
    public void stop() {
        server.leave();
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }
}
