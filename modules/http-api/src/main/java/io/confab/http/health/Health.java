package io.confab.http.health;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Wire;
import io.confab.contract.health.CheckDatabase;
import io.confab.contract.health.CheckRedis;
import io.confab.contract.health.CheckRedis.State;
import io.confab.http.edge.Exchange;
import io.confab.http.edge.Reads;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Answers the questions of load balancers and container engines: {@code /health/live} (the process serves; else restart
 * it) and {@code /health/ready} (it can do its work; else send it nothing), the latter with the reason of each dependency.
 * Without Redis a node does its work, somewhat slower between nodes: it is ready, and says that it is degraded.
 */
public final class Health {

    /** However often anybody asks, the database is asked once in this time. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final Map<State, Check> REDIS = Map.of(
            State.CONNECTED, new Check(true, null, null),
            State.AWAY,
                    new Check(false, null, "away: other nodes are heard through the database, up to a second later"),
            State.ALONE, new Check(true, null, "not configured: this node runs alone"));

    private final Bus bus;
    private Future<Check> database;
    private long askedAt;
    private boolean isDraining;

    /** The health of the node behind this bus. */
    public Health(Bus bus) {
        this.bus = bus;
    }

    /** Adds the routes. */
    public void mount(Router router) {
        Reads.route(router, "/health/live", ctx -> send(ctx, 200, Map.of("status", "live")));
        Reads.route(router, "/health/ready", this::ready);
    }

    /** From now on the node is not ready: it is stopping. */
    public void drain() {
        isDraining = true;
    }

    private void ready(RoutingContext ctx) {
        Future<Check> redis = bus.ask(new CheckRedis()).otherwise(State.AWAY).map(REDIS::get);
        Future<Check> checked = checkDatabase();
        Future.all(checked, redis).onSuccess(done -> tell(ctx, checked.result(), redis.result()));
    }

    private void tell(RoutingContext ctx, Check databaseCheck, Check redisCheck) {
        boolean isReady = databaseCheck.ok() && !isDraining;
        String status = isDraining ? "stopping" : !isReady ? "not_ready" : redisCheck.ok() ? "ready" : "degraded";
        Map<String, Check> checks = new TreeMap<>(Map.of("database", databaseCheck, "redis", redisCheck));
        send(ctx, isReady ? 200 : 503, new Readiness(status, checks));
    }

    private Future<Check> checkDatabase() {
        long now = System.nanoTime();
        if (database == null || now - askedAt > FRESH_NANOS) {
            askedAt = now;
            database = bus.ask(new CheckDatabase())
                    .map(there -> new Check(true, millisSince(now), null))
                    .otherwise(cause -> new Check(
                            false, millisSince(now), Failure.from(cause).sentence()));
        }
        return database;
    }

    private static void send(RoutingContext ctx, int status, Object body) {
        ctx.response().setStatusCode(status);
        Exchange.of(ctx).serves("health");
        Reads.send(ctx, "application/json", Buffer.buffer(Wire.bytes(body)));
    }

    private static double millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanos) / 1_000.0;
    }

    private record Readiness(String status, Map<String, Check> checks) {}

    private record Check(boolean ok, Double ms, String reason) {}
}
