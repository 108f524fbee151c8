package io.confab.persistence;

import io.confab.contract.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of connections with deadlines: whatever is asked of it has an answer within {@link #DEADLINE_MILLIS}.
 *
 * <p>The client has no query time-out, so at the deadline the connection is cut off and never used again; what was under
 * way on it is of unknown outcome. Every connection reads committed rows only, waits 3 s for a lock and speaks UTC.
 */
public final class Database {

    /** How long waiting for a connection and working on it may take together, in milliseconds; below the bus's. */
    public static final long DEADLINE_MILLIS = 4_000;

    private static final int CONNECT_MILLIS = 2_000;
    private static final int CLOSE_MILLIS = 1_000;
    private static final int WAIT_MILLIS = 3_000;

    /** Thousands who come back at once wait here, at most {@link #DEADLINE_MILLIS}: to come a second time would cost more. */
    private static final int WAITING = 4_096;

    /** A handshake that never ends is cut off by {@link #SILENT_SECONDS}; idle connections leave the pool before that. */
    private static final int IDLE_SECONDS = 50;

    private static final int SILENT_SECONDS = 60;

    private static final String ISOLATION = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
    private static final String SESSION = "SET SESSION innodb_lock_wait_timeout = 3, time_zone = '+00:00',"
            + " sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    /** The first statement begins a transaction: a trip to the server less for each of them. */
    private static final String ALWAYS_IN_TRANSACTION = ", autocommit = 0";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Pool pool;
    private final boolean transactionsOnly;
    private final Outages outages;

    private Database(
            Vertx vertx, Address address, String name, int connections, boolean transactionsOnly, Outages outages) {
        this.outages = outages;
        this.transactionsOnly = transactionsOnly;
        String session = transactionsOnly ? SESSION + ALWAYS_IN_TRANSACTION : SESSION;
        pool = MySQLBuilder.pool()
                .with(new PoolOptions()
                        .setName(name)
                        .setMaxSize(connections)
                        .setMaxWaitQueueSize(WAITING)
                        // Its own time-out breaks the closing of a pool that somebody waited for in vain.
                        .setConnectionTimeout(0)
                        .setIdleTimeout(IDLE_SECONDS))
                .with(new NetClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setReadIdleTimeout(SILENT_SECONDS)
                        .setTcpKeepAlive(true))
                .connectingTo(address.options())
                .withConnectHandler(connection -> prepare(connection, session))
                .using(vertx)
                .build();
    }

    /** Connections for single statements and for transactions. */
    static Database open(Vertx vertx, Address address, String name, int connections, Outages outages) {
        return new Database(vertx, address, name, connections, false, outages);
    }

    /** Connections for transactions, which begin without a statement of their own. */
    static Database forTransactions(Vertx vertx, Address address, String name, int connections, Outages outages) {
        return new Database(vertx, address, name, connections, true, outages);
    }

    /** Runs one statement, committed by itself; not where there are transactions only. Fails like {@link Connection#run}. */
    public Future<RowSet<Row>> run(String sql, Tuple parameters) {
        if (transactionsOnly) {
            throw new IllegalStateException("Nobody would commit: " + sql);
        }
        return lend(connection -> connection.run(sql, parameters));
    }

    /** {@code UNAVAILABLE} when the database does not answer within a second. */
    Future<Void> check() {
        return run("SELECT 1", Tuple.tuple())
                .timeout(1, TimeUnit.SECONDS)
                .<Void>mapEmpty()
                .recover(cause -> Future.failedFuture(Failure.unavailable("The database does not answer")));
    }

    /**
     * Runs work in a transaction: committed when its future succeeds, rolled back when it fails.
     *
     * <p>{@code UNAVAILABLE} may also mean that the commit
     * happened and its answer got lost.
     */
    public <T> Future<T> transaction(Function<Connection, Future<T>> work) {
        return lend(connection -> (transactionsOnly ? connection.enter() : connection.begin())
                .compose(begun -> work.apply(connection))
                .compose(
                        answer -> connection.commit().map(answer),
                        cause -> connection.rollback().transform(done -> Future.failedFuture(cause))));
    }

    /** Closes all connections; those on which nothing answers are left to end with the process. */
    Future<Void> close() {
        return pool.close().timeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
    }

    private <T> Future<T> lend(Function<Connection, Future<T>> work) {
        long begun = System.nanoTime();
        Future<Connection> lent = borrow();
        return lent.compose(work)
                .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .andThen(done -> lent.onSuccess(Connection::end))
                .onFailure(cause -> {
                    if (Connection.isLoss(cause)
                            || (lent.succeeded() && lent.result().wasLost())) {
                        outages.doubt(begun);
                    }
                })
                .recover(cause -> Future.failedFuture(Connection.reason(cause, "transaction")));
    }

    /** A connection, or a failure in time; one that comes too late goes back unused. */
    private Future<Connection> borrow() {
        Future<SqlConnection> coming = pool.getConnection();
        return coming.timeout(WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .map(Connection::new)
                .onFailure(late -> coming.onSuccess(SqlConnection::close));
    }

    private static void prepare(SqlConnection connection, String session) {
        connection
                .query(ISOLATION)
                .execute()
                .compose(done -> connection.query(session).execute())
                .onSuccess(done -> connection.close())
                .onFailure(cause -> {
                    LOG.error("A connection to the database could not be set up", cause);
                    new Connection(connection).cut();
                });
    }
}
