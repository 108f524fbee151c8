package io.confab.server.contracts;

import io.confab.server.RunningServer;
import io.confab.testkit.Services;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server for a class of tests, with sockets of old and new clients that are open until the end of each. */
final class OldClients implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final String PAGES = "http://localhost:5173,http://localhost:3000";

    private final List<TextSocket> sockets = new ArrayList<>();
    private RunningServer server;
    private NativeClients clients;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = RunningServer.start(Map.of("MYSQL_URI", Services.mysql(), "CORS_ORIGINS", PAGES));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clients = new NativeClients();
    }

    RunningServer server() {
        return server;
    }

    URI uri() {
        return server.uri();
    }

    RestClient rest() {
        return server.rest();
    }

    /** Opens sockets of the native protocol. */
    NativeClients clients() {
        return clients;
    }

    /** Opens a socket of an old client. */
    TextSocket open(String path, Map<String, String> headers) {
        TextSocket socket = TextSocket.open(uri(), path, headers);
        sockets.add(socket);
        return socket;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clients.close();
        sockets.forEach(TextSocket::abort);
        sockets.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
    }
}
