package io.confab.http;

import io.confab.http.api.ApiDocument;
import io.confab.http.health.Metrics;
import io.confab.http.site.Site;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/**
 * What the HTTP verticles of all event loops share; none of it changes.
 *
 * @param document the contract of the API
 * @param site the files for browsers
 * @param metrics the node's figures
 */
public record HttpShared(ApiDocument document, Site site, Metrics metrics) {

    /**
     * Reads the contract and the files, off the event loop.
     *
     * <p>The contract costs most of a second of CPU time in a new JVM, so begin this beside the start of the database. Fails
     * with one sentence when the folder of the page cannot be served.
     */
    public static Future<HttpShared> load(Vertx vertx, HttpConfig config, Metrics metrics) {
        return ApiDocument.load(vertx)
                .compose(document -> Site.load(vertx, config.webroot(), files(document))
                        .map(site -> new HttpShared(document, site, metrics)));
    }

    private static Map<String, byte[]> files(ApiDocument document) {
        return Map.of(
                "openapi.yaml", document.yaml().getBytes(),
                "openapi.json", document.json().getBytes());
    }
}
