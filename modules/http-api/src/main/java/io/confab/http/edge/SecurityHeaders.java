package io.confab.http.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * What browsers are told to refuse, on every answer: foreign code, framing, guessing of types, leaking of addresses
 * (OWASP Secure Headers).
 */
final class SecurityHeaders {

    private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence OPENER = HttpHeaders.createOptimized("Cross-Origin-Opener-Policy");
    private static final CharSequence RESOURCE = HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
    private static final CharSequence PERMISSIONS = HttpHeaders.createOptimized("Permissions-Policy");
    private static final CharSequence NOTHING = HttpHeaders.createOptimized(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence NO_DEVICES =
            HttpHeaders.createOptimized("camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private SecurityHeaders() {}

    /** Sets them for an answer that is data: nothing of it may run, nothing of it is kept. */
    static void put(MultiMap headers) {
        headers.set(POLICY, NOTHING);
        headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
        headers.set(REFERRER, NO_REFERRER);
        headers.set(OPENER, SAME_ORIGIN);
        headers.set(RESOURCE, SAME_ORIGIN);
        headers.set(PERMISSIONS, NO_DEVICES);
        headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
}
