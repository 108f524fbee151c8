package io.confab.http.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.BiConsumer;

/** What every request passes first: it gets its id, its caller, its security headers and its line in the access log. */
public final class Edge {

    private static final int MISDIRECTED = 421;

    private final Callers callers;
    private final Hosts hosts;
    private final BiConsumer<RoutingContext, Exchange> follower;

    /**
     * The edge of one event loop.
     *
     * @param proxies addresses of the proxies whose forwarding headers are believed
     * @param hosts names under which it may be asked; empty for any
     * @param follower hears of every request that begins
     */
    public Edge(Set<String> proxies, Set<String> hosts, BiConsumer<RoutingContext, Exchange> follower) {
        callers = new Callers(proxies);
        this.hosts = new Hosts(hosts);
        this.follower = follower;
    }

    /** Adds the route that comes before all others. */
    public void mount(Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::enter);
    }

    private void enter(RoutingContext ctx) {
        begin(ctx);
        if (hosts.know(ctx.request())) {
            ctx.next();
        } else {
            ctx.fail(MISDIRECTED);
        }
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
        follower.accept(ctx, exchange);
        return exchange;
    }
}
