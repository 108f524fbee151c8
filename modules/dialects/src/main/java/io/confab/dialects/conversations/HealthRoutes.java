package io.confab.dialects.conversations;

import io.confab.contract.Bus;
import io.confab.contract.health.CheckDatabase;
import io.confab.contract.health.CheckRedis;
import io.confab.dialects.Answers;
import io.confab.dialects.Door;
import io.confab.dialects.Surroundings;
import io.confab.http.Routes;
import io.confab.http.edge.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** The contract's health check, which really asks. */
final class HealthRoutes implements Routes {

    private static final String PATH = "/health";
    private static final int AWAY = 503;
    /** However often anybody asks, the database is asked once in this time. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Bus bus;
    private final Door door;
    private Future<Boolean> database;
    private long askedAt;

    HealthRoutes(Surroundings surroundings) {
        bus = surroundings.bus();
        door = new Door("health", surroundings);
    }

    @Override
    public void mount(Router router) {
        door.mountWithoutBody(router, PATH);
        router.get(PATH).handler(this::tell);
        router.head(PATH).handler(this::tell);
        Door.refuseOthers(router, PATH, "GET, HEAD");
    }

    @Override
    public boolean owns(String path) {
        return path.equals(PATH) || path.equals(PATH + "/");
    }

    @Override
    public Object error(Problem problem, String requestId) {
        return ConversationRoutes.body(problem);
    }

    private void tell(RoutingContext ctx) {
        Future<String> redis =
                bus.ask(new CheckRedis()).otherwise(CheckRedis.State.AWAY).map(HealthRoutes::word);
        isDatabaseThere()
                .onSuccess(there -> redis.onSuccess(word -> Answers.send(
                        ctx,
                        there ? 200 : AWAY,
                        new JsonObject()
                                .put("status", there ? "ok" : "error")
                                .put("database", there ? "connected" : "disconnected")
                                .put("redis", word))));
    }

    private static String word(CheckRedis.State state) {
        return switch (state) {
            case CONNECTED -> "connected";
            case AWAY -> "disconnected";
            case ALONE -> "not configured";
        };
    }

    private Future<Boolean> isDatabaseThere() {
        long now = System.nanoTime();
        if (database == null || now - askedAt > FRESH_NANOS) {
            askedAt = now;
            database = bus.ask(new CheckDatabase()).map(true).otherwise(false);
        }
        return database;
    }
}
