package io.confab.dialects;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** How requests are answered: JSON, where a field without a value is written as null. */
public final class Answers {

    private Answers() {}

    /**
     * Answers with the result of some work and status 200.
     *
     * @param work gives what JSON can be made of: a {@code JsonObject}, a {@code JsonArray}, a map, a list; a {@link
     *     Refusal} that it throws or fails with is sent as it stands, everything else fails the context
     */
    public static void give(RoutingContext ctx, Supplier<? extends Future<?>> work) {
        give(ctx, 200, work);
    }

    /** The same with another status. */
    public static void give(RoutingContext ctx, int status, Supplier<? extends Future<?>> work) {
        begin(work).onSuccess(body -> send(ctx, status, body)).onFailure(cause -> fail(ctx, cause));
    }

    /** Sends JSON, unless the client has gone. */
    public static void send(RoutingContext ctx, int status, Object body) {
        if (!ctx.response().ended() && !ctx.response().closed()) {
            Buffer json = Json.encodeToBuffer(body);
            ctx.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(json.length()))
                    .end(json);
        }
    }

    /** Tells a failure: a refusal as it stands, all else in the words of the contract that owns the path. */
    public static void fail(RoutingContext ctx, Throwable cause) {
        if (cause instanceof Refusal refusal) {
            send(ctx, refusal.status(), refusal.body());
        } else {
            ctx.fail(cause);
        }
    }

    private static Future<?> begin(Supplier<? extends Future<?>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
