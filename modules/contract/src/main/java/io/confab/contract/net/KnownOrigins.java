package io.confab.contract.net;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The web pages that may act here, on sockets as over HTTP: a browser sends cookies along with a stranger's page, and the
 * same-origin policy does not hold for WebSockets (RFC 6455 section 10.2).
 */
public final class KnownOrigins {

    private static final String ANY = "*";

    private final Set<String> listed;

    /**
     * Lets in pages of the same host and those listed.
     *
     * @param listed origins as browsers send them ({@code https://chat.example:8443}); {@code *} lets in all
     */
    public KnownOrigins(List<String> listed) {
        this.listed = listed.stream().map(KnownOrigins::normal).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a request may go ahead. A client that sends no origin is no browser and may. {@code null}, the origin of
     * a sandboxed page, may only when it is listed.
     *
     * @param origins every {@code Origin} header of the request
     * @param host the {@code Host} header as the client sent it; forwarded hosts are not looked at, anyone can send them
     */
    public boolean allow(List<String> origins, String host) {
        if (origins.isEmpty() || listed.contains(ANY)) {
            return true;
        }
        String origin = origins.get(0);
        return origins.size() == 1 && (isListed(origin) || isSameHost(origin, host));
    }

    /** Whether an origin is listed by its name. */
    public boolean isListed(String origin) {
        return listed.contains(normal(origin));
    }

    /** Those that are listed, as browsers send them. */
    public Set<String> listed() {
        return listed;
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
