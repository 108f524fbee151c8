package io.confab.dialects;

import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_MAX_AGE;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS;
import static io.vertx.core.http.HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD;
import static io.vertx.core.http.HttpHeaders.ALLOW;
import static io.vertx.core.http.HttpHeaders.CONTENT_TYPE;
import static io.vertx.core.http.HttpHeaders.HOST;
import static io.vertx.core.http.HttpHeaders.ORIGIN;
import static io.vertx.core.http.HttpHeaders.VARY;

import io.confab.contract.Draining;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.net.KnownOrigins;
import io.confab.http.HttpConfig.Rate;
import io.confab.http.edge.Allowance;
import io.confab.http.edge.Exchange;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Set;

/**
 * What requests to a contract's addresses pass before its handlers: which pages may ask (as the older systems told
 * browsers, but of listed origins alone), how often an address may, and a body of at most {@link #MAX_BODY} bytes.
 */
public final class Door {

    /** The longest body, in bytes: it holds the longest content with each character escaped. */
    public static final int MAX_BODY = 128 * 1024;

    /** Against floods alone: programs of the older systems send for many users from one address. */
    private static final Rate PER_ADDRESS = new Rate(2_000, 10_000);

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    private final String name;
    private final KnownOrigins origins;
    private final Allowance perAddress = new Allowance(PER_ADDRESS, System::nanoTime);
    private boolean isDraining;

    /**
     * A door on the current event loop.
     *
     * @param name of the contract, for figures
     */
    public Door(String name, Surroundings surroundings) {
        this.name = name;
        origins = new KnownOrigins(surroundings.origins());
        surroundings.bus().hear(Draining.class, draining -> isDraining = true);
    }

    /** Puts it before the handlers of a path, of which {@code /*} may be the end; call it before they are added. */
    public void mount(Router router, String path) {
        mountWithoutBody(router, path);
        router.route(path)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY).setMergeFormAttributes(false));
    }

    /** The same for a path whose handlers read bodies themselves. */
    public void mountWithoutBody(Router router, String path) {
        router.route(path).handler(this::enter);
    }

    /**
     * Refuses the methods that no handler of a path takes; call it after they are added. Without it the page, which
     * looks at every address last, calls the address unknown.
     *
     * @param allow the methods that are taken
     */
    public static void refuseOthers(Router router, String path, String allow) {
        router.route(path).handler(ctx -> {
            ctx.response().putHeader(ALLOW, allow);
            ctx.fail(405);
        });
    }

    private void enter(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Exchange.of(ctx).serves(name);
        String origin = request.getHeader(ORIGIN);
        boolean isKnown = origins.allow(request.headers().getAll(ORIGIN), request.getHeader(HOST));
        if (isPreflight(request)) {
            answerPreflight(ctx, isKnown);
            return;
        }
        if (origin != null) {
            ctx.response().putHeader(VARY, "Origin");
        }
        if (origin != null && isKnown) {
            allow(ctx.response(), origin);
        }
        admit(ctx, isKnown);
    }

    private void admit(RoutingContext ctx, boolean isKnown) {
        boolean isRead = READS.contains(ctx.request().method());
        int wait = perAddress.take(Exchange.of(ctx).caller().network());
        if (wait > 0) {
            ctx.fail(Failure.rateLimited(wait));
        } else if (!isKnown && !isRead) {
            ctx.fail(Failure.of(Code.FORBIDDEN, "Pages of this origin may not use this server"));
        } else if (isDraining && !isRead) {
            ctx.fail(Failure.unavailable("This server is stopping; send the same request again"));
        } else {
            ctx.next();
        }
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(ORIGIN)
                && request.headers().contains(ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static void answerPreflight(RoutingContext ctx, boolean isKnown) {
        HttpServerResponse response = ctx.response()
                .putHeader(CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(VARY, "Origin");
        if (!isKnown) {
            response.setStatusCode(400).end("Disallowed CORS origin");
            return;
        }
        allow(response, ctx.request().getHeader(ORIGIN));
        List<String> wanted = ctx.request().headers().getAll(ACCESS_CONTROL_REQUEST_HEADERS);
        if (!wanted.isEmpty()) {
            response.putHeader(ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", wanted));
        }
        response.putHeader(ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(ACCESS_CONTROL_MAX_AGE, "600")
                .end("OK");
    }

    private static void allow(HttpServerResponse response, String origin) {
        response.putHeader(ACCESS_CONTROL_ALLOW_ORIGIN, origin).putHeader(ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
}
