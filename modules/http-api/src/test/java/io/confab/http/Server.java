package io.confab.http;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Identity;
import io.confab.contract.account.User;
import io.confab.http.api.ApiDocument;
import io.confab.http.edge.Errors;
import io.confab.http.health.Metrics;
import io.confab.http.site.Site;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The HTTP API on a free port, with a bus that the test puts its fakes on. */
final class Server implements AutoCloseable {

    static final User ANN = new User(7, "ann", false);
    static final User BOB = new User(8, "bob", false);
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000001Z");

    private static final ApiDocument DOCUMENT = withVertx(ApiDocument::load);
    private static final Site PACKED = withVertx(vertx -> Site.load(vertx, null, files()));
    private static final Map<String, User> BY_TOKEN = Map.of("ann", ANN, "bob", BOB);

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    private final HttpShared shared;
    private final HttpServer listener;

    Server() {
        this(HttpConfig.STANDARD);
    }

    Server(HttpConfig config, Routes... families) {
        shared = new HttpShared(DOCUMENT, load(config), new Metrics());
        Listener verticle = new Listener(config, List.of(families));
        vertx.deployVerticle(verticle).await();
        listener = verticle.http;
        bus.serve(Authenticate.class, Server::authenticate);
    }

    static ApiDocument document() {
        return DOCUMENT;
    }

    Metrics metrics() {
        return shared.metrics();
    }

    int port() {
        return listener.actualPort();
    }

    /** Sends bytes as they are, and reads until the server closes the connection or {@code patience} is over. */
    String raw(String request, Duration patience) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return readAll(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readAll(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketTimeoutException patienceIsOver) {
            bytes.write("[still open]".getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    Client client() {
        return new Client(this);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    /** The token is the user's name. */
    private static Future<Identity> authenticate(Authenticate request) {
        User user = BY_TOKEN.get(request.accessToken());
        return user == null
                ? Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "no"))
                : Future.succeededFuture(new Identity(user, 4_711, NOON));
    }

    private static Site load(HttpConfig config) {
        return config.webroot() == null ? PACKED : withVertx(vertx -> Site.load(vertx, config.webroot(), files()));
    }

    private static Map<String, byte[]> files() {
        return Map.of(
                "openapi.yaml",
                DOCUMENT.yaml().getBytes(),
                "openapi.json",
                DOCUMENT.json().getBytes());
    }

    private static <T> T withVertx(Function<Vertx, Future<T>> work) {
        Vertx vertx = Vertx.vertx();
        try {
            return work.apply(vertx).await();
        } finally {
            vertx.close().await();
        }
    }

    private final class Listener extends VerticleBase {
        private final HttpConfig config;
        private final List<Routes> families;
        private HttpServer http;

        private Listener(HttpConfig config, List<Routes> families) {
            this.config = config;
            this.families = families;
        }

        @Override
        public Future<?> start() throws Exception {
            Router router = Router.router(vertx);
            HttpServerOptions options = new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(0)
                    .setMaxInitialLineLength(8 * 1024)
                    .setMaxHeaderSize(16 * 1024);
            http = vertx.createHttpServer(options).requestHandler(router).invalidRequestHandler(Errors::refuse);
            return new HttpApiVerticle(bus, config, shared, router, families)
                    .deploy(context)
                    .compose(deployed -> http.listen());
        }
    }
}
