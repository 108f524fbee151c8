package io.confab.embedded;

import io.confab.contract.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** A server process, where it listens, and the password that it knows us by. */
record RunningMariaDb(ProcessHandle process, int port, String password) {

    private static final int ACCESS_DENIED = 1045;
    private static final Duration POLL = Duration.ofMillis(20);

    /**
     * Whether it answers to our password and keeps its data in {@code files}.
     *
     * @throws Failure when it does not know our password
     */
    boolean serves(Path files) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select @@datadir")) {
            return rows.next() && Path.of(rows.getString(1)).equals(files);
        } catch (SQLException silent) {
            if (silent.getErrorCode() == ACCESS_DENIED) {
                throw Failure.unavailable("MariaDB does not take the password in "
                        + files.resolveSibling("password")
                        + ": put back the one that the database was created with");
            }
            return false;
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "root");
        properties.setProperty("password", password);
        properties.setProperty("sslMode", "disable");
        // A stopped process accepts connections and says nothing.
        properties.setProperty("connectTimeout", "3000");
        properties.setProperty("socketTimeout", "3000");
        return new Driver().connect("jdbc:mariadb://127.0.0.1:" + port + "/", properties);
    }

    /** Ends the process, cleanly within {@code patience}, else by force, which costs a recovery but never data. */
    void end(Duration patience) {
        process.destroy();
        if (!isGoneBy(Instant.now().plus(patience))) {
            process.destroyForcibly();
            isGoneBy(Instant.now().plus(patience));
        }
    }

    private boolean isGoneBy(Instant deadline) {
        while (isAlive()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Waiting.pause(POLL);
        }
        return true;
    }

    /** A process whose parent never asks how it ended stays listed for ever, without a command. */
    boolean isAlive() {
        return process.isAlive() && process.info().command().isPresent();
    }
}
