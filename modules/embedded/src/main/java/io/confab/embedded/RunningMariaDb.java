package io.confab.embedded;

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

    /** What a server says to us. */
    enum Answer {
        /** It knows our password and keeps its data in our directory. */
        OURS,
        /** It does not know our password: another server, or somebody changed the password file. */
        STRANGER,
        NONE
    }

    /** Asks it whether it is the server of {@code files}. */
    Answer ask(Path files) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select @@datadir")) {
            return rows.next() && Path.of(rows.getString(1)).equals(files) ? Answer.OURS : Answer.STRANGER;
        } catch (SQLException refused) {
            return refused.getErrorCode() == ACCESS_DENIED ? Answer.STRANGER : Answer.NONE;
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
