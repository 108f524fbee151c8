package io.confab.http.edge;

import static io.vertx.core.http.HttpHeaders.HOST;
import static io.vertx.core.http.HttpHeaders.ORIGIN;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.net.URI;
import java.util.List;
import java.util.Locale;
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

    private final Set<String> listed;
    private final CorsHandler cors;

    /** Lets in pages of the same host and those of the list, which holds origins as browsers send them. */
    public Origins(List<String> listed) {
        this.listed = Set.copyOf(listed.stream().map(Origins::normal).toList());
        cors = CorsHandler.create()
                .addOrigins(List.copyOf(this.listed))
                .allowCredentials(true)
                .allowedMethods(METHODS)
                .allowedHeaders(REQUEST_HEADERS)
                .exposedHeaders(RESPONSE_HEADERS)
                .maxAgeSeconds(PREFLIGHT_SECONDS);
    }

    /** Refuses pages of foreign origins with {@code FORBIDDEN}, and tells browsers what the listed ones may do. */
    public void check(RoutingContext ctx) {
        String origin = ctx.request().getHeader(ORIGIN);
        if (origin != null && listed.contains(normal(origin))) {
            cors.handle(ctx);
        } else if (origin == null || isSameHost(origin, ctx.request().getHeader(HOST))) {
            ctx.next();
        } else {
            ctx.fail(Failure.of(Code.FORBIDDEN, "Pages of this origin may not use this server"));
        }
    }

    /** Whether a request is known to come from a page that may act with its visitor's cookies. */
    public boolean isTrustedPage(HttpServerRequest request) {
        String origin = request.getHeader(ORIGIN);
        return origin != null && (isSameHost(origin, request.getHeader(HOST)) || listed.contains(normal(origin)));
    }

    /** The scheme is not compared: behind a proxy that ends TLS this server does not know it. */
    private static boolean isSameHost(String origin, String host) {
        try {
            URI page = URI.create(origin);
            URI here = URI.create(page.getScheme() + "://" + host);
            return page.getHost() != null
                    && page.getHost().equalsIgnoreCase(here.getHost())
                    && port(page) == port(here);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }

    private static String normal(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
