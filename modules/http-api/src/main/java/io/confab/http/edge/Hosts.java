package io.confab.http.edge;

import static io.vertx.core.http.HttpHeaders.HOST;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Under which names this server may be asked. A stranger's page whose own name suddenly leads to this machine (DNS
 * rebinding) is of the same origin as the server for every browser; only the name in the {@code Host} header tells.
 */
final class Hosts {

    private static final String LOCAL = "localhost";

    private final Set<String> names;

    /** Knows these names, in lower case, and whatever nobody can point elsewhere; without any it knows all names. */
    Hosts(Set<String> names) {
        this.names = names;
    }

    /** Whether exactly one known name was asked for; who names none is no browser. */
    boolean know(HttpServerRequest request) {
        List<String> asked = request.headers().getAll(HOST);
        return asked.isEmpty() || (asked.size() == 1 && (names.isEmpty() || isKnown(nameOf(asked.get(0)))));
    }

    private boolean isKnown(String name) {
        return names.contains(name)
                || name.equals(LOCAL)
                || name.endsWith("." + LOCAL)
                || NetUtil.isValidIpV4Address(name)
                || NetUtil.isValidIpV6Address(name);
    }

    /** Without port, brackets and the dot at the end. */
    private static String nameOf(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            return lower.replaceFirst("^\\[([^]]*)](:\\d+)?$", "$1");
        }
        return lower.replaceFirst(":\\d+$", "").replaceFirst("\\.$", "");
    }
}
