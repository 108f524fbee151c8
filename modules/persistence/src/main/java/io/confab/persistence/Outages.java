package io.confab.persistence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log when the database stops answering and when it answers again: one line each, however many ask. */
final class Outages {

    private static final long PAUSE_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

    private final Vertx vertx;
    private final Supplier<Future<Void>> check;
    private boolean looking;
    private boolean away;
    private long since;

    /** Used on one context; {@code check} fails when the database does not answer a question soon. */
    Outages(Vertx vertx, Supplier<Future<Void>> check) {
        this.vertx = vertx;
        this.check = check;
    }

    /**
     * Something that began then had no answer. A single lost connection is no outage, so it is looked into first.
     *
     * @param begun by {@link System#nanoTime}
     */
    void doubt(long begun) {
        if (!looking) {
            looking = true;
            since = begun;
            look();
        }
    }

    private void look() {
        check.get().onSuccess(answered -> back()).onFailure(cause -> gone());
    }

    private void gone() {
        if (!away) {
            away = true;
            LOG.warn("The database does not answer: what needs it is refused until it does");
        }
        vertx.setTimer(PAUSE_MILLIS, timer -> look());
    }

    private void back() {
        looking = false;
        if (away) {
            away = false;
            long tenths = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) / 100;
            LOG.info("The database answers again, after {} s", tenths / 10.0);
        }
    }
}
