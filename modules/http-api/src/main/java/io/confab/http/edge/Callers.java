package io.confab.http.edge;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out who sent a request. Headers that proxies add are believed only when the connection comes from a proxy that
 * the operator named: anybody can send them.
 */
final class Callers {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

    private final Set<String> proxies;

    Callers(Set<String> proxies) {
        this.proxies = proxies.stream().map(Callers::canonicalOrSame).collect(Collectors.toUnmodifiableSet());
    }

    Caller of(HttpServerRequest request) {
        String peer = request.remoteAddress() == null
                ? "unknown"
                : canonicalOrSame(request.remoteAddress().hostAddress());
        if (!proxies.contains(peer)) {
            boolean viaProxy = request.headers().contains(FORWARDED_FOR)
                    || request.headers().contains("Forwarded");
            return new Caller(peer, request.isSSL(), !viaProxy && isLoopback(peer));
        }
        return new Caller(client(request, peer), "https".equalsIgnoreCase(request.getHeader(FORWARDED_PROTO)), false);
    }

    /** The last hop that is not one of our proxies: what stands before it the client may have made up. */
    private String client(HttpServerRequest request, String peer) {
        String[] hops =
                String.join(",", request.headers().getAll(FORWARDED_FOR)).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = canonical(hops[i].strip());
            if (hop == null) {
                return peer;
            }
            if (!proxies.contains(hop)) {
                return hop;
            }
        }
        return peer;
    }

    /** An address has many spellings; what is none stays as it is. */
    private static String canonicalOrSame(String text) {
        String canonical = canonical(text);
        return canonical == null ? text : canonical;
    }

    private static String canonical(String hop) {
        InetAddress address = literal(hop);
        return address == null ? null : address.getHostAddress();
    }

    private static boolean isLoopback(String peer) {
        InetAddress address = literal(peer);
        return address != null && address.isLoopbackAddress();
    }

    private static InetAddress literal(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }
}
