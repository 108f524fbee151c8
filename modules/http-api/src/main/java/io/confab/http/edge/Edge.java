package io.confab.http.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** What every request passes first: it gets its id, its caller, its security headers and its line in the access log. */
public final class Edge {

    private final Callers callers;

    /** Believes the forwarding headers of these proxies, given by address. */
    public Edge(Set<String> proxies) {
        callers = new Callers(proxies);
    }

    /** Begins a request and passes it on. */
    public void enter(RoutingContext ctx) {
        begin(ctx);
        ctx.next();
    }

    /** Begins a request unless it has begun: some fail before any route is tried. */
    Exchange begin(RoutingContext ctx) {
        Exchange begun = Exchange.of(ctx);
        if (begun != null) {
            return begun;
        }
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = ctx.response();
        String requestId = RequestIds.acceptOrMake(request.getHeader(RequestIds.HEADER));
        SecurityHeaders.put(response.headers());
        response.putHeader(RequestIds.HEADER, requestId);
        Exchange exchange = Exchange.begin(ctx, requestId, callers.of(request));
        AccessLog.follow(ctx, exchange);
        return exchange;
    }
}
