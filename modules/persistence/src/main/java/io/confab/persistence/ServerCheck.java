package io.confab.persistence;

import io.confab.contract.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the server before anything is built on it; each refusal is one sentence that says what to do. */
final class ServerCheck {

    private static final String VARIABLES = "SELECT @@version AS version,"
            + " @@innodb_flush_log_at_trx_commit AS flushed, @@log_bin AS logged, @@sync_binlog AS synced";
    private static final int ACCESS_DENIED = 1045;
    private static final int DATABASE_DENIED = 1044;
    private static final int UNKNOWN_DATABASE = 1049;

    /** A first connection also loads the driver's classes, which a busy machine takes seconds for. */
    private static final int CONNECT_SECONDS = 15;

    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);

    private final Vertx vertx;
    private final Address address;
    private final boolean allowLossy;

    ServerCheck(Vertx vertx, Address address, boolean allowLossy) {
        this.vertx = vertx;
        this.address = address;
        this.allowLossy = allowLossy;
    }

    /**
     * Connects and looks; {@code UNAVAILABLE} when nobody answers, {@code INVALID} for a wrong password, a database that
     * is not there, a server that is too old, or one that acknowledges before it has stored.
     *
     * <p>It needs no pool: one that fails while somebody waits for a connection never closes (Vert.x 5.0.10).
     *
     * @param next what to do on the same connection when all is well
     */
    Future<Void> run(Function<Connection, Future<Void>> next) {
        Future<MySQLConnection> opened = MySQLConnection.connect(vertx, address.options());
        return opened.timeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .recover(cause -> Future.failedFuture(unreachable(cause)))
                .compose(connection -> look(new Connection(connection), next))
                .andThen(done -> opened.onSuccess(MySQLConnection::close));
    }

    private Future<Void> look(Connection connection, Function<Connection, Future<Void>> next) {
        return connection
                .run(VARIABLES, Tuple.tuple())
                .compose(rows -> examine(rows.iterator().next()))
                .compose(done -> next.apply(connection));
    }

    private Failure unreachable(Throwable cause) {
        if (cause instanceof MySQLException refused) {
            return switch (refused.getErrorCode()) {
                case ACCESS_DENIED -> invalid("refuses the user or the password: check them");
                case DATABASE_DENIED -> invalid("does not let the user into that database: grant it all rights there");
                case UNKNOWN_DATABASE -> invalid("has no such database: create it with CREATE DATABASE");
                default -> invalid("refuses the connection (MySQL error " + refused.getErrorCode() + ")");
            };
        }
        String why = cause instanceof UnknownHostException ? "its host name is unknown" : "nothing answers there";
        return Failure.unavailable("The database " + address + " cannot be reached: " + why);
    }

    private Future<Void> examine(Row server) {
        String version = server.getString("version");
        if (isTooOld(version)) {
            return Future.failedFuture(
                    invalid("is version " + version + ": MySQL 8.0.13 or MariaDB 10.6 is the oldest that serves"));
        }
        if (isDurable(server)) {
            return Future.succeededFuture();
        }
        String loss = "acknowledges commits before they are on disk:"
                + " set innodb_flush_log_at_trx_commit = 1 and, with the binary log on, sync_binlog = 1";
        if (allowLossy) {
            LOG.warn("The database {} {}", address, loss);
            return Future.succeededFuture();
        }
        return Future.failedFuture(invalid(loss));
    }

    /**
     * With the binary log on it is the log that decides after a crash which prepared transactions stand, so it must be
     * on disk too. MariaDB's 3 flushes once more than 1.
     */
    private static boolean isDurable(Row server) {
        int flushed = server.getInteger("flushed");
        return (flushed == 1 || flushed == 3) && (server.getInteger("logged") == 0 || server.getInteger("synced") == 1);
    }

    private static boolean isTooOld(String version) {
        String[] parts = version.split("[^0-9]", 4);
        int number =
                Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]) * 100 + Integer.parseInt(parts[2]);
        return number < (version.contains("MariaDB") ? 10_06_00 : 8_00_13);
    }

    private Failure invalid(String what) {
        return Failure.invalid("mysql.uri", "The database " + address + " " + what);
    }
}
