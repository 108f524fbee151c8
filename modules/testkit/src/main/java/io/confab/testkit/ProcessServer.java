package io.confab.testkit;

import io.confab.embedded.EmbeddedMariaDb;
import io.confab.embedded.EmbeddedRedis;
import io.confab.embedded.EmbeddedServer;
import io.confab.embedded.MariaDbOptions;
import io.confab.embedded.RedisOptions;
import io.confab.testkit.fault.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that this JVM starts in a directory, or joins if another JVM runs it there. */
final class ProcessServer<S extends EmbeddedServer> implements OwnServer {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessServer.class);

    private final Path directory;
    private final Supplier<S> starting;
    private final Function<S, String> uri;
    private S server;

    private ProcessServer(Path directory, Supplier<S> starting, Function<S, String> uri) {
        this.directory = directory;
        this.starting = starting;
        this.uri = uri;
        start();
    }

    static OwnServer mysql(Path directory) {
        MariaDbOptions options = MariaDbOptions.in(directory).withPort(Ports.free());
        return new ProcessServer<>(
                directory, () -> EmbeddedMariaDb.start(options, LOG::debug), EmbeddedMariaDb::administratorUri);
    }

    static OwnServer redis(Path directory) {
        RedisOptions options = RedisOptions.in(directory).withPort(Ports.free());
        return new ProcessServer<>(directory, () -> EmbeddedRedis.start(options, LOG::debug), EmbeddedRedis::uri);
    }

    @Override
    public String uri() {
        return uri.apply(server);
    }

    @Override
    public void start() {
        server = starting.get();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void kill() {
        server.process().destroyForcibly();
        server.process().onExit().join();
        server.stop();
    }

    @Override
    public void pause() {
        Signal.STOP.send(server.process().pid());
    }

    @Override
    public void resume() {
        Signal.CONT.send(server.process().pid());
    }

    @Override
    public void close() {
        if (Files.notExists(directory)) {
            return;
        }
        if (server.process().isAlive()) {
            kill();
        }
        server.stop();
        Trees.delete(directory);
    }

    @Override
    public String toString() {
        return "embedded server in " + directory;
    }
}
