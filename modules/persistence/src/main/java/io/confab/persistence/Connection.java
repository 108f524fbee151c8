package io.confab.persistence;

import io.confab.contract.Failure;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionBase;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection while it is lent by {@link Database}; used on the context it was lent on, and not after its work ended. */
public final class Connection {

    private static final int DEADLOCK = 1213;

    /** Lock wait time-out, deadlock, too many connections, shutting down, read-only, out of resources, killed. */
    private static final Set<Integer> PASSING = Set.of(
            1021, 1037, 1038, 1040, 1041, 1053, 1077, 1079, 1114, 1129, 1135, 1158, 1159, 1160, 1161, 1180, 1203, 1205,
            DEADLOCK, 1226, 1290, 1317, 1836, 1927, 3024);

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final SqlConnection lent;
    private int running;
    private boolean inTransaction;
    private boolean wasDeadlocked;
    private boolean wasLost;

    Connection(SqlConnection lent) {
        this.lent = lent;
        // What was under way fails too and tells; without a handler the client prints a stack trace.
        lent.exceptionHandler(cause -> LOG.debug("A connection to the database broke: {}", cause.getMessage()));
    }

    /**
     * Runs a prepared statement.
     *
     * <p>Fails {@code UNAVAILABLE} when the server is away, stops or is too busy (also for a lock that was not had in 3
     * s, or a deadlock), with {@link StatementFailed} when it refuses the statement.
     */
    public Future<RowSet<Row>> run(String sql, Tuple parameters) {
        running++;
        return lent.preparedQuery(sql).execute(parameters).transform(done -> {
            running--;
            wasDeadlocked |= done.cause() instanceof MySQLException refused && refused.getErrorCode() == DEADLOCK;
            wasLost |= done.failed() && isLoss(done.cause());
            return done.succeeded()
                    ? Future.succeededFuture(done.result())
                    : Future.failedFuture(reason(done.cause(), sql));
        });
    }

    /** Whether the server undid this transaction because it and another waited for each other: it may run again at once. */
    public boolean wasDeadlocked() {
        return wasDeadlocked;
    }

    /** Whether a statement on it had no answer. */
    boolean wasLost() {
        return wasLost;
    }

    Future<Void> begin() {
        return enter().compose(entered -> command("START TRANSACTION"));
    }

    /** The next statement begins a transaction by itself. */
    Future<Void> enter() {
        inTransaction = true;
        return Future.succeededFuture();
    }

    Future<Void> commit() {
        return command("COMMIT").onSuccess(done -> inTransaction = false);
    }

    Future<Void> rollback() {
        return command("ROLLBACK").onSuccess(done -> inTransaction = false);
    }

    private Future<Void> command(String sql) {
        return lent.query(sql).execute().mapEmpty();
    }

    /** Ends the loan: a connection in a known state goes back to the pool, any other one is cut off. */
    void end() {
        if (running > 0 || inTransaction) {
            cut();
        } else {
            lent.close();
        }
    }

    /** Closes the socket at once; the client's own close would wait behind the statement that does not end. */
    void cut() {
        var socket =
                (SocketConnectionBase) ((SqlConnectionBase<?>) lent).unwrap().unwrap();
        socket.socket().close();
    }

    /** What a failure of the client or of the server means to us. */
    static Throwable reason(Throwable cause, String sql) {
        if (cause instanceof MySQLException refused) {
            return PASSING.contains(refused.getErrorCode())
                    ? Failure.unavailable("The database is busy; try again")
                    : new StatementFailed(refused, sql);
        }
        return isLoss(cause) ? Failure.unavailable("The database does not answer; try again") : cause;
    }

    /** Whether nobody answered. */
    static boolean isLoss(Throwable cause) {
        return cause instanceof VertxException
                || cause instanceof ConnectionPoolTooBusyException
                || cause instanceof IOException
                || cause instanceof TimeoutException;
    }
}
