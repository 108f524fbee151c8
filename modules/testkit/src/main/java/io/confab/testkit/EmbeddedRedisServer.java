package io.confab.testkit;

import io.confab.embedded.EmbeddedRedis;
import io.confab.embedded.RedisOptions;
import io.confab.testkit.fault.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Redis that this JVM starts. */
final class EmbeddedRedisServer implements OwnRedis {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedisServer.class);

    private final RedisOptions options;
    private EmbeddedRedis redis;

    private EmbeddedRedisServer(RedisOptions options) {
        this.options = options;
        start();
    }

    /** Starts it in {@code directory}, or joins the one that another JVM runs there. */
    static EmbeddedRedisServer launch(Path directory) {
        return new EmbeddedRedisServer(RedisOptions.in(directory).withPort(Ports.free()));
    }

    @Override
    public String uri() {
        return redis.uri();
    }

    @Override
    public void start() {
        redis = EmbeddedRedis.start(options, LOG::debug);
    }

    @Override
    public void stop() {
        redis.stop();
    }

    @Override
    public void kill() {
        Signal.KILL.send(redis.process().pid());
        redis.stop();
    }

    @Override
    public void pause() {
        Signal.STOP.send(redis.process().pid());
    }

    @Override
    public void resume() {
        Signal.CONT.send(redis.process().pid());
    }

    @Override
    public void close() {
        if (Files.notExists(options.directory())) {
            return;
        }
        redis.process().destroyForcibly();
        redis.stop();
        Trees.delete(options.directory());
    }

    @Override
    public String toString() {
        return "embedded Redis in " + options.directory();
    }
}
