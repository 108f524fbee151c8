package io.confab.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to one server, held for ever: made, probed every second, cut when it is silent for two, and made again
 * after a pause that grows.
 *
 * <p>Each attempt has a client of its own, for to close a client is the one way to cut a connection whose peer reads no
 * more.
 */
final class Link {

    /** How long any answer may take, in milliseconds; together with the pause between probes the time to notice a hang. */
    static final long DEADLINE_MILLIS = 2_000;

    private static final long PROBE_MILLIS = 1_000;

    private static final String SILENT = "it does not answer";

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Vertx vertx;
    private final Address address;
    private final Host host;
    private final Use use;
    private final Backoff backoff = new Backoff();
    private Redis client;
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
        this.address = address;
        this.host = host;
        this.use = use;
    }

    void open() {
        if (closed) {
            return;
        }
        Redis attempt = Redis.createClient(vertx, address.options(host));
        client = attempt;
        attempt.connect()
                .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(made -> opened(attempt, made))
                .onFailure(cause -> lost(attempt, reason(cause)));
    }

    /** The connection, or null while there is none. */
    RedisConnection connection() {
        return connection;
    }

    /** Ends this connection and makes another. */
    void cut() {
        if (client != null) {
            lost(client, SILENT);
        }
    }

    Future<Void> close() {
        closed = true;
        vertx.cancelTimer(probes);
        Redis last = client;
        client = null;
        connection = null;
        return last == null ? Future.succeededFuture() : last.close();
    }

    private void opened(Redis attempt, RedisConnection made) {
        if (client != attempt) {
            return;
        }
        connection = made;
        // a broken connection ends in one of the two, as the client pleases
        made.endHandler(end -> lost(attempt, "it closed the connection"));
        made.exceptionHandler(cause -> lost(attempt, reason(cause)));
        probes = vertx.setPeriodic(PROBE_MILLIS, tick -> probe(attempt, made));
        use.opened(made);
        probe(attempt, made);
    }

    /** With a timer, for the time-out of a future that has no context would fire on another thread. */
    private void probe(Redis attempt, RedisConnection made) {
        long deadline = vertx.setTimer(DEADLINE_MILLIS, late -> lost(attempt, SILENT));
        use.probe(made).onComplete(answered -> {
            vertx.cancelTimer(deadline);
            if (answered.succeeded()) {
                isWell(attempt);
            } else {
                lost(attempt, reason(answered.cause()));
            }
        });
    }

    private void isWell(Redis attempt) {
        if (client == attempt) {
            backoff.reset();
            if (isKnownToBeAway) {
                isKnownToBeAway = false;
                LOG.info("Redis at {} answers again", host);
            }
        }
    }

    private void lost(Redis attempt, String reason) {
        if (client != attempt) {
            return;
        }
        boolean wasOpen = connection != null;
        client = null;
        connection = null;
        vertx.cancelTimer(probes);
        attempt.close();
        if (!isKnownToBeAway) {
            isKnownToBeAway = true;
            LOG.warn("Redis at {} is away: {}", host, reason);
        }
        if (wasOpen) {
            use.lost();
        }
        vertx.setTimer(backoff.next(), timer -> open());
    }

    /** Of a handshake that failed only the cause says why. */
    private static String reason(Throwable cause) {
        return cause.getCause() == null ? cause.toString() : cause + ", " + cause.getCause();
    }
}
