package io.confab.testkit;

import io.confab.embedded.EmbeddedMariaDb;
import io.confab.embedded.MariaDbOptions;
import io.confab.testkit.fault.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A MariaDB that this JVM starts. */
final class EmbeddedMysql implements OwnMysql {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMysql.class);

    private final MariaDbOptions options;
    private EmbeddedMariaDb database;

    private EmbeddedMysql(MariaDbOptions options) {
        this.options = options;
        start();
    }

    /** Starts it in {@code directory}, or joins the one that another JVM runs there. */
    static EmbeddedMysql launch(Path directory) {
        return new EmbeddedMysql(MariaDbOptions.in(directory).withPort(Ports.free()));
    }

    @Override
    public String uri() {
        return database.administratorUri();
    }

    @Override
    public void start() {
        database = EmbeddedMariaDb.start(options, LOG::debug);
    }

    @Override
    public void stop() {
        database.stop();
    }

    @Override
    public void kill() {
        database.process().destroyForcibly();
        database.process().onExit().join();
        database.stop();
    }

    @Override
    public void pause() {
        Signal.STOP.send(database.process().pid());
    }

    @Override
    public void resume() {
        Signal.CONT.send(database.process().pid());
    }

    @Override
    public void close() {
        if (Files.notExists(options.directory())) {
            return;
        }
        if (database.process().isAlive()) {
            kill();
        }
        database.stop();
        Trees.delete(options.directory());
    }

    @Override
    public String toString() {
        return "embedded MariaDB in " + options.directory();
    }
}
