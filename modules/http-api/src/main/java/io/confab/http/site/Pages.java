package io.confab.http.site;

import static io.vertx.core.http.HttpHeaders.ACCEPT_ENCODING;
import static io.vertx.core.http.HttpHeaders.CACHE_CONTROL;
import static io.vertx.core.http.HttpHeaders.CONTENT_ENCODING;
import static io.vertx.core.http.HttpHeaders.ETAG;
import static io.vertx.core.http.HttpHeaders.HOST;
import static io.vertx.core.http.HttpHeaders.IF_NONE_MATCH;
import static io.vertx.core.http.HttpHeaders.VARY;

import io.confab.http.edge.Exchange;
import io.confab.http.edge.Reads;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Serves the site, after all other routes. What is asked for with the mark of its content ({@code ?v=…}) is kept by browsers
 * for ever; of anything else, the page above all, they keep copies and ask each time whether they still hold.
 */
public final class Pages {

    /** Addresses inside the page: a group by its number or slug, and a message in it; an invitation; where older systems had theirs. */
    private static final Pattern DEEP_LINK = Pattern.compile(
            "/g/[a-z0-9-]{1,40}(/\\d{1,16})?|/join|/test-client|/test_client\\.html|/static/index\\.html");

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.\\-\\[\\]:]{1,255}");
    private static final String POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; "
            + "img-src 'self' data: blob:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; ";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String CHECKED = "no-cache";

    private final Site site;

    /** Serves this site. */
    public Pages(Site site) {
        this.site = site;
    }

    /** Adds the route, behind all others. */
    public void mount(Router router) {
        router.route().last().handler(this::serve);
    }

    private void serve(RoutingContext ctx) {
        Asset asset = find(decoded(ctx.normalizedPath()));
        if (asset == null) {
            ctx.next();
            return;
        }
        Exchange.of(ctx).serves("site");
        Reads.serve(ctx, read -> send(read, asset));
    }

    private static String decoded(String path) {
        try {
            return new QueryStringDecoder(path).path();
        } catch (IllegalArgumentException malformed) {
            throw new HttpException(400, malformed);
        }
    }

    private Asset find(String path) {
        return DEEP_LINK.matcher(path).matches() ? site.at("/") : site.at(path);
    }

    private static void send(RoutingContext ctx, Asset asset) {
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = ctx.response();
        boolean isSmall = asset.gzip() != null && acceptsGzip(request);
        String etag = '"' + asset.etag() + (isSmall ? "-gz\"" : "\"");
        response.putHeader(CACHE_CONTROL, isMarked(request, asset) ? FOR_EVER : CHECKED)
                .putHeader(ETAG, etag)
                .putHeader(VARY, "Accept-Encoding");
        if (asset.isActive()) {
            response.putHeader("Content-Security-Policy", policy(request, asset));
        }
        if (isKnown(request, etag)) {
            response.setStatusCode(304).end();
            return;
        }
        if (isSmall) {
            response.putHeader(CONTENT_ENCODING, "gzip");
        }
        Reads.send(ctx, asset.type(), isSmall ? asset.gzip() : asset.plain());
    }

    /** For older Safari 'self' does not cover the socket of the same host, so it is named. */
    private static String policy(HttpServerRequest request, Asset asset) {
        String host = request.getHeader(HOST);
        String scripts = "script-src 'self'" + (asset.script().isEmpty() ? "" : " " + asset.script());
        String policy = POLICY + scripts + "; connect-src 'self'";
        return host != null && HOST_NAME.matcher(host).matches() ? policy + " ws://" + host + " wss://" + host : policy;
    }

    /** A mark of other content, as a page has it that was loaded before an update, must not be kept. */
    private static boolean isMarked(HttpServerRequest request, Asset asset) {
        return ("v=" + asset.etag()).equals(request.query());
    }

    private static boolean acceptsGzip(HttpServerRequest request) {
        String accepted = request.getHeader(ACCEPT_ENCODING);
        return accepted != null
                && Arrays.stream(accepted.split(",", -1))
                        .map(coding -> coding.replace(" ", ""))
                        .anyMatch(coding -> coding.equals("gzip")
                                || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }

    private static boolean isKnown(HttpServerRequest request, String etag) {
        String known = request.getHeader(IF_NONE_MATCH);
        return known != null
                && Arrays.stream(known.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }
}
