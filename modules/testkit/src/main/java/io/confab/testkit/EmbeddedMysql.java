package io.confab.testkit;

import io.confab.embedded.EmbeddedMariaDb;
import io.confab.embedded.MariaDbOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
        signal("STOP");
    }

    @Override
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder(
                            "sh",
                            "-c",
                            "kill -" + name + " " + database.process().pid())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("Cannot send " + name + " to " + this);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
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
        delete(options.directory());
    }

    private static void delete(Path tree) {
        try (Stream<Path> all = Files.walk(tree)) {
            List<Path> leavesFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : leavesFirst) {
                Files.delete(path);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public String toString() {
        return "embedded MariaDB in " + options.directory();
    }
}
