package io.confab.http.api;

import static io.vertx.core.http.HttpHeaders.CONTENT_ENCODING;
import static io.vertx.core.http.HttpHeaders.CONTENT_LENGTH;
import static io.vertx.core.http.HttpHeaders.CONTENT_TYPE;
import static io.vertx.core.http.HttpHeaders.TRANSFER_ENCODING;

import io.confab.contract.Failure;
import io.confab.http.HttpConfig;
import io.confab.http.edge.Allowance;
import io.confab.http.edge.Exchange;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a request in: how often an address may ask, what a body may be called, how long it may be and may take. */
final class Intake {

    /** The longest body, in bytes: it holds the longest content with each character escaped. */
    static final int MAX_BODY = 128 * 1024;

    private static final String TIMER = "body-timer";
    private static final Pattern JSON =
            Pattern.compile("application/json(\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Vertx vertx;
    private final Allowance perAddress;
    private final long bodyWithinMillis;
    private boolean isDraining;

    Intake(Vertx vertx, HttpConfig config) {
        this.vertx = vertx;
        perAddress = new Allowance(config.perAddress(), System::nanoTime);
        bodyWithinMillis = config.bodyWithin().toMillis();
    }

    void drain() {
        isDraining = true;
    }

    void begin(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        int wait = perAddress.take(Exchange.of(ctx).caller().network());
        if (wait > 0) {
            ctx.fail(Failure.rateLimited(wait));
        } else if (isDraining && !READS.contains(request.method())) {
            ctx.fail(Failure.unavailable("This server is stopping; send the same request again"));
        } else if (!hasBody(request)) {
            ctx.next();
        } else if (!isPlainJson(request)) {
            ctx.fail(415);
        } else {
            ctx.put(TIMER, vertx.setTimer(bodyWithinMillis, late -> ctx.fail(408)));
            ctx.next();
        }
    }

    BodyHandler body() {
        return BodyHandler.create(false).setBodyLimit(MAX_BODY).setMergeFormAttributes(false);
    }

    void end(RoutingContext ctx) {
        Long timer = ctx.remove(TIMER);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
        ctx.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(CONTENT_LENGTH);
        return (length != null && !"0".equals(length)) || request.headers().contains(TRANSFER_ENCODING);
    }

    private static boolean isPlainJson(HttpServerRequest request) {
        String type = request.getHeader(CONTENT_TYPE);
        return type != null
                && JSON.matcher(type.strip()).matches()
                && !request.headers().contains(CONTENT_ENCODING);
    }
}
