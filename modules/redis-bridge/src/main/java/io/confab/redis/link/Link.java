package io.confab.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to one server, held for ever: made, probed every second, given up when an answer takes more than one and a
 * half, and made again after a pause that grows. So a server that hangs is noticed after two and a half seconds.
 *
 * <p>What was given up is closed by Netty, because nothing is read from it: to close it in the client's way would wait
 * until the peer has read what was written.
 */
final class Link {

    /** How long any answer may take, in milliseconds; together with the pause between probes the time to notice a hang. */
    static final long DEADLINE_MILLIS = 1_500;

    /** After which a connection from which nothing is read is closed; longer than a probe ever takes to be answered. */
    static final int SILENCE_MILLIS = 3_000;

    private static final long PROBE_MILLIS = 1_000;
    private static final String SILENT = "it does not answer";

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Vertx vertx;
    private final Host host;
    private final Use use;
    private final Redis client;
    private final Backoff backoff = new Backoff();
    private RedisConnection connection;
    private long probes;
    private boolean closed;
    private boolean isKnownToBeAway;

    /** What the connection is used for. */
    interface Use {

        /** It is there. */
        void opened(RedisConnection connection);

        /** It is gone, and what was under way on it fails. */
        void lost();

        /** Completes when the server has answered something. */
        Future<?> probe(RedisConnection connection);
    }

    Link(Vertx vertx, Address address, Host host, Use use) {
        this.vertx = vertx;
        this.host = host;
        this.use = use;
        client = Redis.createClient(vertx, address.options(host));
    }

    void open() {
        if (!closed) {
            client.connect()
                    .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                    .onSuccess(this::opened)
                    .onFailure(cause -> openLater(reason(cause)));
        }
    }

    /** The connection, or null while there is none. */
    RedisConnection connection() {
        return connection;
    }

    /** Gives this connection up, for it is silent, and makes another. */
    void cut() {
        lost(connection, SILENT);
    }

    Future<Void> close() {
        closed = true;
        vertx.cancelTimer(probes);
        connection = null;
        return client.close();
    }

    private void opened(RedisConnection made) {
        if (closed) {
            return;
        }
        connection = made;
        // a broken connection ends in one of the two, as the client pleases
        made.endHandler(end -> lost(made, "it closed the connection"));
        made.exceptionHandler(cause -> lost(made, reason(cause)));
        probes = vertx.setPeriodic(PROBE_MILLIS, tick -> probe(made));
        use.opened(made);
        probe(made);
    }

    /** With a timer, for the time-out of a future that has no context would fire on another thread. */
    private void probe(RedisConnection made) {
        long deadline = vertx.setTimer(DEADLINE_MILLIS, late -> lost(made, SILENT));
        use.probe(made).onComplete(answered -> {
            vertx.cancelTimer(deadline);
            if (answered.succeeded()) {
                isWell(made);
            } else {
                lost(made, reason(answered.cause()));
            }
        });
    }

    private void isWell(RedisConnection made) {
        if (connection == made) {
            backoff.reset();
            if (isKnownToBeAway) {
                isKnownToBeAway = false;
                LOG.info("Redis at {} answers again", host);
            }
        }
    }

    private void lost(RedisConnection made, String reason) {
        if (made == null || connection != made) {
            return;
        }
        connection = null;
        vertx.cancelTimer(probes);
        // it may come to life once more before it is closed
        made.handler(late -> {});
        use.lost();
        openLater(reason);
    }

    private void openLater(String reason) {
        if (!isKnownToBeAway && !closed) {
            isKnownToBeAway = true;
            LOG.warn("Redis at {} is away: {}", host, reason);
        }
        vertx.setTimer(backoff.next(System.nanoTime()), timer -> open());
    }

    /** Of a handshake that failed only the cause says why. */
    private static String reason(Throwable cause) {
        return cause.getCause() == null ? cause.toString() : cause + ", " + cause.getCause();
    }
}
