package io.confab.server;

import io.confab.embedded.EmbeddedMariaDb;
import io.confab.embedded.MariaDbOptions;
import io.confab.server.config.Config;
import java.util.function.Consumer;

/** The database of this node: the configured one, or a private one that is started here and stopped with the node. */
record Database(String uri, Runnable stop) implements AutoCloseable {

    /** Opens it, and says so where that takes a while. */
    static Database open(Config config, DataDirectory data, Consumer<String> progress) {
        return config.mysql().uri().map(uri -> new Database(uri, () -> {})).orElseGet(() -> embedded(data, progress));
    }

    @Override
    public void close() {
        stop.run();
    }

    private static Database embedded(DataDirectory data, Consumer<String> progress) {
        if (!isEmbeddedHere()) {
            throw new Refusal("no database is configured; set MYSQL_URI=mysql://user:password@host:3306/database");
        }
        return Embedded.start(data, progress);
    }

    /** The production jar is built without the module that knows how to start a database. */
    private static boolean isEmbeddedHere() {
        return Database.class.getClassLoader().getResource("io/confab/embedded/EmbeddedMariaDb.class") != null;
    }

    /** Loaded only where the module is there. */
    private static final class Embedded {

        private Embedded() {}

        static Database start(DataDirectory data, Consumer<String> progress) {
            EmbeddedMariaDb mariaDb =
                    EmbeddedMariaDb.start(MariaDbOptions.in(data.require().resolve("mariadb")), progress);
            return new Database(mariaDb.uri(), mariaDb::close);
        }
    }
}
