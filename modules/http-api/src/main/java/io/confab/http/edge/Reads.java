package io.confab.http.edge;

import static io.vertx.core.http.HttpHeaders.ALLOW;
import static io.vertx.core.http.HttpHeaders.CONTENT_LENGTH;
import static io.vertx.core.http.HttpHeaders.CONTENT_TYPE;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Addresses that can only be read: GET and HEAD (RFC 9110 section 9.3), nothing else. */
public final class Reads {

    private Reads() {}

    /** Serves reads of a path; other methods are refused. */
    public static void route(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).handler(ctx -> serve(ctx, handler));
    }

    /** Passes a read on to its handler; fails with 405 for other methods. */
    public static void serve(RoutingContext ctx, Handler<RoutingContext> handler) {
        HttpMethod method = ctx.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            handler.handle(ctx);
        } else {
            ctx.response().putHeader(ALLOW, "GET, HEAD");
            ctx.fail(405);
        }
    }

    /** Sends content; of a HEAD, Vert.x sends the headers alone, and leaves the length to us. */
    public static void send(RoutingContext ctx, String type, Buffer content) {
        ctx.response()
                .putHeader(CONTENT_TYPE, type)
                .putHeader(CONTENT_LENGTH, Integer.toString(content.length()))
                .end(content);
    }
}
