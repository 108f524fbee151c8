package io.confab.server.nodes;

import io.confab.testkit.client.RestClient;
import io.confab.testkit.fault.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Nodes as processes on one database and one Redis, with names of their own in it. */
public final class Nodes implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final String SECRET = "a secret of the tests that is long enough";

    private final List<ServerProcess> all = new ArrayList<>();
    private final String mysqlUri;

    private Nodes(String mysqlUri) {
        this.mysqlUri = mysqlUri;
    }

    /** So many nodes, started together. */
    public static Nodes start(int count, String mysqlUri, String redisUri, Map<String, String> further) {
        Nodes nodes = new Nodes(mysqlUri);
        String prefix = UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> settings = new HashMap<>(Map.of(
                "MYSQL_URI",
                mysqlUri,
                "REDIS_URI",
                redisUri,
                "JWT_SECRET",
                SECRET,
                "CHANNEL_PREFIX",
                prefix + ":channel:",
                "MESSAGE_PREFIX",
                prefix + ":message:",
                "CONFAB_RATE_REGISTRATIONS",
                "1000",
                "CONFAB_RATE_SESSION",
                "100000",
                "CONFAB_RATE_USER",
                "100000"));
        settings.putAll(further);
        for (int i = 0; i < count; i++) {
            nodes.all.add(ServerProcess.ofMain("io.confab.server.Main", settings, directory()));
        }
        try {
            nodes.all.parallelStream().forEach(node -> node.start(PATIENCE));
        } catch (AssertionError notStarted) {
            nodes.close();
            throw notStarted;
        }
        return nodes;
    }

    private static Path directory() {
        try {
            return Files.createDirectories(Path.of("target", "nodes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerProcess node(int index) {
        return all.get(index);
    }

    /** Where a node listens. */
    public URI uri(int index) {
        return all.get(index).uri();
    }

    List<URI> uris() {
        return all.stream().map(ServerProcess::uri).toList();
    }

    RestClient rest(int index) {
        return new RestClient(uri(index));
    }

    String mysqlUri() {
        return mysqlUri;
    }

    /** Kills them all. */
    @Override
    public void close() {
        all.forEach(ServerProcess::close);
    }
}
