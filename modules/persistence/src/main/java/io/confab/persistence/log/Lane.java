package io.confab.persistence.log;

import io.confab.persistence.Connection;
import io.confab.persistence.Database;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction after the other: while one is under way work gathers, and when it ends the next takes what is there.
 *
 * <p>There is no timer: an idle lane starts at once, load makes the transactions larger. When the database is away a
 * lane tries again with growing pauses, and takes no work before it has a connection.
 */
public final class Lane {

    /** The work of one transaction; in the end comes either {@link #committed} or {@link #failed}. */
    public interface Turn {

        /** Gathers what there is by now and writes it down; the lane commits when this succeeds. */
        Future<Void> write(Connection connection);

        /** It is committed. */
        void committed();

        /**
         * It is not committed, or not known to be; perhaps it was not even begun.
         *
         * @param cause why
         * @param unknown whether the commit was on its way, so that it may have happened all the same
         */
        void failed(Throwable cause, boolean unknown);
    }

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Vertx vertx;
    private final Database database;
    private final Supplier<Optional<Turn>> work;
    private boolean busy;
    private long pauseMillis;

    /** An idle lane; used on one context only. {@code work} gives the next turn, or none when there is nothing to do. */
    public Lane(Vertx vertx, Database database, Supplier<Optional<Turn>> work) {
        this.vertx = vertx;
        this.database = database;
        this.work = work;
    }

    /** Says that there may be work. */
    public void wake() {
        if (!busy) {
            work.get().ifPresent(this::run);
        }
    }

    private void run(Turn turn) {
        busy = true;
        Transaction transaction = new Transaction(turn);
        database.transaction(transaction::write).onComplete(transaction::ended);
    }

    private void rest(boolean begun) {
        if (begun) {
            pauseMillis = 0;
            next();
        } else {
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
            vertx.setTimer(pauseMillis, id -> next());
        }
    }

    private void next() {
        busy = false;
        wake();
    }

    private final class Transaction {

        private final Turn turn;
        private boolean begun;
        private boolean written;

        Transaction(Turn turn) {
            this.turn = turn;
        }

        Future<Void> write(Connection connection) {
            begun = true;
            return turn.write(connection).onSuccess(done -> written = true);
        }

        void ended(AsyncResult<Void> done) {
            try {
                settle(done);
            } catch (RuntimeException e) {
                LOG.error("What follows a transaction failed", e);
            }
            rest(begun);
        }

        private void settle(AsyncResult<Void> done) {
            if (done.succeeded()) {
                turn.committed();
            } else {
                turn.failed(done.cause(), written);
            }
        }
    }
}
