package io.confab.http.edge;

import io.confab.contract.account.Identity;
import io.vertx.ext.web.RoutingContext;

/** What is known of one request beside the request itself; {@link Edge} makes it, before anybody else. */
public final class Exchange {

    private static final String KEY = Exchange.class.getName();

    private final String requestId;
    private final Caller caller;
    private final long startedAt = System.nanoTime();
    private Identity identity;
    private String served = "none";

    private Exchange(String requestId, Caller caller) {
        this.requestId = requestId;
        this.caller = caller;
    }

    /** Makes the exchange of a request. */
    static Exchange begin(RoutingContext ctx, String requestId, Caller caller) {
        Exchange exchange = new Exchange(requestId, caller);
        ctx.put(KEY, exchange);
        return exchange;
    }

    /** The exchange of a request; null before {@link Edge} has seen it. */
    public static Exchange of(RoutingContext ctx) {
        return ctx.get(KEY);
    }

    /** The id that the answer and the logs carry. */
    public String requestId() {
        return requestId;
    }

    /** Who sent it, as far as the connection tells. */
    public Caller caller() {
        return caller;
    }

    /** When it came, by {@link System#nanoTime()}. */
    public long startedAt() {
        return startedAt;
    }

    /** Who asks; null while nobody is proven. */
    public Identity identity() {
        return identity;
    }

    /** Remembers who was proven to ask. */
    public void identify(Identity proven) {
        identity = proven;
    }

    /** What serves it, for figures: the {@code operationId}, or the name of another part; "none" while nothing does. */
    public String served() {
        return served;
    }

    /** Says what serves it; one of few names, never made of what the client sent. */
    public void serves(String name) {
        served = name;
    }
}
