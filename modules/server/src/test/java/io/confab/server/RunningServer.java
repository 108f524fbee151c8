package io.confab.server;

import io.confab.accounts.AccountsConfig;
import io.confab.accounts.AccountsConfig.Hashing;
import io.confab.server.config.Config;
import io.confab.server.config.ConfigReader;
import io.confab.testkit.Services;
import io.confab.testkit.client.RestClient;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole server in this JVM, on a free port and a database of its own. */
public final class RunningServer implements AutoCloseable {

    /** Signs the tokens of every server that is started here. */
    public static final String SECRET = "a secret of the tests that is long enough";

    /** Hundreds of people sign up in these tests, which are not about how long that takes. */
    private static final Hashing QUICK_HASHING = new Hashing(64, 1, 2, 32);

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

    private final Map<String, String> settings = new HashMap<>();
    private Node node;
    private int port;

    private RunningServer(Map<String, String> settings) {
        this.settings.putAll(settings);
        this.settings.putIfAbsent("CONFAB_PORT", "0");
        this.settings.put("JWT_SECRET", SECRET);
        this.settings.putIfAbsent("CONFAB_RATE_REGISTRATIONS", "1000");
    }

    /** A server on a fresh database. */
    public static RunningServer start() {
        return start(Map.of("MYSQL_URI", Services.mysql()));
    }

    /** A server with these variables set; {@code MYSQL_URI} must be among them. */
    public static RunningServer start(Map<String, String> settings) {
        RunningServer server = new RunningServer(settings);
        server.startNode();
        return server;
    }

    private void startNode() {
        Config config = ConfigReader.read(null, settings, List.of());
        Servers servers = Servers.open(config, null, line -> {});
        AccountsConfig accounts = Wiring.accounts(config, SECRET);
        Hashing hashing = accounts.hashing();
        node = new Node(
                config, servers, accounts.withHashing(hashing.isBcrypt() ? hashing : QUICK_HASHING), line -> {});
        port = node.start().await();
    }

    /** Stops it and starts it again on the same port and database. */
    public void restart() {
        node.stop(STOP_DEADLINE);
        settings.put("CONFAB_PORT", Integer.toString(port));
        startNode();
    }

    /** Its base address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Its database. */
    public String mysqlUri() {
        return settings.get("MYSQL_URI");
    }

    /** Calls its HTTP API. */
    public RestClient rest() {
        return new RestClient(uri());
    }

    @Override
    public void close() {
        node.stop(STOP_DEADLINE);
    }
}
