package io.confab.server.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the address of a Redis, or of several that form a cluster, into one spelling:
 * {@code redis://user:password@host:port,host:port/database}, with every port and without what is not given.
 */
final class RedisUris {

    private static final String EXPECTED = "redis://user:password@host:6379/0 (rediss:// for TLS; several hosts with"
            + " commas between them for a cluster; special characters of a password percent-encoded)";
    private static final Pattern WHOLE =
            Pattern.compile("((?:redis|valkey)s?)://(?:([^@/]*)@)?([^@/]+)(?:/(\\d{0,5}))?");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5}))?");
    /** What may stand before each host but the first: lists of whole addresses are common. */
    private static final Pattern REPEATED = Pattern.compile(",\\s*(?:redis|valkey)s?://(?:[^@/,]*@)?");

    private static final int STANDARD_PORT = 6379;
    private static final int MAX_PORT = 65_535;

    private RedisUris() {}

    static String parse(String text) {
        Matcher uri = WHOLE.matcher(REPEATED.matcher(text.strip()).replaceAll(","));
        if (!uri.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        List<String> hosts =
                Arrays.stream(uri.group(3).split(",", -1)).map(RedisUris::host).toList();
        String database = uri.group(4) == null || uri.group(4).isEmpty() ? "0" : uri.group(4);
        if (hosts.size() > 1 && Integer.parseInt(database) != 0) {
            throw new IllegalArgumentException("without a database when it names several hosts: a cluster has only 0");
        }
        String account = uri.group(2) == null ? "" : uri.group(2) + "@";
        return uri.group(1) + "://" + account + String.join(",", hosts) + "/" + Integer.parseInt(database);
    }

    private static String host(String text) {
        Matcher host = HOST.matcher(text.strip());
        int port = host.matches() && host.group(2) != null ? Integer.parseInt(host.group(2)) : STANDARD_PORT;
        if (!host.matches() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return host.group(1) + ":" + port;
    }

    /** The same from its parts, as older systems name them; empty when none is set. */
    static Optional<String> ofParts(
            Optional<String> host, Optional<Integer> port, Optional<Integer> database, Optional<String> password) {
        if (host.isEmpty() && port.isEmpty() && database.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        String hosts = Parsers.list(host.orElse("localhost")).stream()
                .map(each -> each.contains(":") ? each : each + ":" + port.orElse(STANDARD_PORT))
                .collect(Collectors.joining(","));
        String account = password.map(word -> ":" + encode(word) + "@").orElse("");
        return Optional.of(parse("redis://" + account + hosts + "/" + database.orElse(0)));
    }

    private static String encode(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String prefix(String text) {
        String prefix = text.strip();
        // braces would put keys of one group on one node of a cluster, and of all groups if they stood here
        if (!prefix.matches("[\\x21-\\x7e&&[^{}*?\\[\\]\\\\]]{1,64}")) {
            throw new IllegalArgumentException("up to 64 visible ASCII characters, none of { } [ ] * ? \\");
        }
        return prefix;
    }
}
