package io.confab.testkit;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A server on which tests may create databases. */
final class MysqlServer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI uri;
    private final Queue<String> databases = new ConcurrentLinkedQueue<>();

    private MysqlServer(URI uri) {
        this.uri = uri;
    }

    /** The server of an account that may create databases. */
    static MysqlServer at(String uri) {
        return new MysqlServer(URI.create(uri));
    }

    String address() {
        return Jdbc.address(uri);
    }

    String version() {
        return ask("select version()");
    }

    /** Creates a database and gives its URI. */
    String createDatabase() {
        String name = "confab_" + Names.unique();
        run("create database " + name + " character set utf8mb4");
        databases.add(name);
        return "mysql://" + uri.getRawUserInfo() + "@" + address() + "/" + name;
    }

    /** Drops what {@link #createDatabase} created. */
    void dropDatabases() {
        for (String name = databases.poll(); name != null; name = databases.poll()) {
            run("drop database " + name);
        }
    }

    /** Waits until it answers. */
    void awaitReady() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try (Connection connection = connect()) {
                connection.isValid(1);
                return;
            } catch (SQLException notYet) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("No answer from " + address(), notYet);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw failure(sql, failed);
        }
    }

    private String ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException failed) {
            throw failure(sql, failed);
        }
    }

    private IllegalStateException failure(String sql, SQLException cause) {
        return new IllegalStateException("Cannot " + sql + " at " + address() + ": " + cause.getMessage(), cause);
    }

    private Connection connect() throws SQLException {
        return Jdbc.connect("mysql://" + uri.getRawUserInfo() + "@" + address());
    }
}
