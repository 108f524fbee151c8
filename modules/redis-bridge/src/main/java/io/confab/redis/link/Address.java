package io.confab.redis.link;

import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Redis is and as whom to speak to it.
 *
 * @param hosts one is a server, several are nodes of a cluster
 * @param tls whether to speak TLS; certificates are checked against the JVM's trust store, with the host's name
 * @param user for an access list, or null
 * @param password or null
 * @param database its number; 0 in a cluster
 */
public record Address(List<Host> hosts, boolean tls, String user, String password, int database) {

    private static final Pattern URI =
            Pattern.compile("(?:redis|valkey)(s?)://(?:([^:@/]*)(?::([^@/]*))?@)?([^/@?#]+)(?:/([0-9]{0,4}))?");

    private static final int CONNECT_MILLIS = 1_000;
    private static final int GIVEN_UP = 8;
    /** More than ever wait for an answer: whoever sends bounds that himself, and the deadline cuts earlier. */
    private static final int IN_FLIGHT = 32_768;

    /**
     * Reads {@code redis://user:password@host:6379/0}; {@code rediss} is TLS, commas stand between the hosts of a cluster.
     *
     * <p>Throws {@link IllegalArgumentException} with a sentence that quotes nothing: the text may hold a password.
     */
    public static Address of(String uri) {
        Matcher parts = URI.matcher(uri.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("Write redis://user:password@host:6379/0");
        }
        List<Host> hosts =
                Arrays.stream(parts.group(4).split(",", -1)).map(Host::of).toList();
        String number = parts.group(5);
        int database = number == null || number.isEmpty() ? 0 : Integer.parseInt(number);
        if (hosts.size() > 1 && database != 0) {
            throw new IllegalArgumentException("A cluster of Redis has no other database than 0");
        }
        boolean isAlone = parts.group(3) == null;
        return new Address(
                hosts,
                !parts.group(1).isEmpty(),
                isAlone ? null : decoded(parts.group(2)),
                decoded(isAlone ? parts.group(2) : parts.group(3)),
                database);
    }

    /** Whether several hosts are given. */
    public boolean isCluster() {
        return hosts.size() > 1;
    }

    RedisOptions options(Host host) {
        return new RedisOptions()
                .setConnectionString((tls ? "rediss://" : "redis://") + host + "/" + database)
                .setUser(user)
                .setPassword(password)
                .setPreferredProtocolVersion(ProtocolVersion.RESP3)
                .setMaxWaitingHandlers(IN_FLIGHT)
                // those that were given up count until they are closed
                .setMaxPoolSize(GIVEN_UP)
                .setMaxPoolWaiting(GIVEN_UP)
                .setPoolRecycleTimeout(-1)
                .setPoolCleanerInterval(-1)
                .setNetClientOptions(new NetClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setTcpKeepAlive(true)
                        .setTcpNoDelay(true)
                        .setReadIdleTimeout(Link.SILENCE_MILLIS)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setSsl(tls)
                        .setHostnameVerificationAlgorithm("HTTPS"));
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Address" + hosts;
    }

    private static String decoded(String text) {
        return text == null || text.isEmpty()
                ? null
                // a plus sign stands for itself in this part of a URI
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
