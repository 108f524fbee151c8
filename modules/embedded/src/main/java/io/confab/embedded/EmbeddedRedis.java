package io.confab.embedded;

import io.confab.contract.Failure;
import java.util.function.Consumer;

/** A Redis that keeps nothing over its end. */
public final class EmbeddedRedis implements EmbeddedServer {

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

    @Override
    public String uri() {
        RunningServer running = server.running();
        return "redis://:" + running.password() + "@127.0.0.1:" + running.port();
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
