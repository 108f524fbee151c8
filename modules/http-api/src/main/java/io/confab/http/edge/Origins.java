package io.confab.http.edge;

import static io.vertx.core.http.HttpHeaders.HOST;
import static io.vertx.core.http.HttpHeaders.ORIGIN;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.net.KnownOrigins;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/**
 * Which web pages may use the API: those of the same host, and those listed (CORS). A request without an origin comes
 * from no page.
 */
public final class Origins {

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final Set<String> REQUEST_HEADERS =
            Set.of("Authorization", "Content-Type", "Idempotency-Key", RequestIds.HEADER);
    private static final Set<String> RESPONSE_HEADERS =
            Set.of("Location", "Retry-After", "WWW-Authenticate", RequestIds.HEADER);
    private static final int PREFLIGHT_SECONDS = 600;

    private final KnownOrigins known;
    private final CorsHandler cors;

    /** Lets in pages of the same host and those of the list, which holds origins as browsers send them. */
    public Origins(List<String> listed) {
        known = new KnownOrigins(listed);
        cors = CorsHandler.create()
                .addOrigins(List.copyOf(known.listed()))
                .allowCredentials(true)
                .allowedMethods(METHODS)
                .allowedHeaders(REQUEST_HEADERS)
                .exposedHeaders(RESPONSE_HEADERS)
                .maxAgeSeconds(PREFLIGHT_SECONDS);
    }

    /** Refuses pages of foreign origins with {@code FORBIDDEN}, and tells browsers what the listed ones may do. */
    public void check(RoutingContext ctx) {
        List<String> origins = ctx.request().headers().getAll(ORIGIN);
        if (origins.size() == 1 && known.isListed(origins.get(0))) {
            cors.handle(ctx);
        } else if (known.allow(origins, ctx.request().getHeader(HOST))) {
            ctx.next();
        } else {
            ctx.fail(Failure.of(Code.FORBIDDEN, "Pages of this origin may not use this server"));
        }
    }

    /** Whether a request is known to come from a page that may act with its visitor's cookies. */
    public boolean isTrustedPage(HttpServerRequest request) {
        List<String> origins = request.headers().getAll(ORIGIN);
        return !origins.isEmpty() && known.allow(origins, request.getHeader(HOST));
    }
}
