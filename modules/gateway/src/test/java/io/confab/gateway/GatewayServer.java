package io.confab.gateway;

import io.confab.contract.Bus;
import io.confab.gateway.session.Dialect;
import io.confab.gateway.session.GatewayStats;
import io.confab.gateway.session.Rate;
import io.confab.gateway.session.SessionLimits;
import io.confab.gateway.socket.SocketLimits;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A gateway on a free port, a world behind it, and clients before it. */
final class GatewayServer implements AutoCloseable {

    /** Limits that no test meets by chance, and short times. */
    static final GatewayConfig CONFIG = with(SocketLimits.STANDARD, new Rate(100_000, 100_000));

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final World world = new World(bus);
    final GatewayStats stats = new GatewayStats();
    final NativeClients clients = new NativeClients();
    final URI uri;
    /** The same gateway on another event loop. */
    final URI otherLoop;

    private final Function<GatewayServer, Dialect> dialect;
    private final List<String> deployments = new ArrayList<>();

    /** A gateway with a world behind it. */
    GatewayServer(GatewayConfig config) {
        this(config, bus -> {});
        world.start(vertx);
    }

    /** A gateway with whatever is served behind it. */
    GatewayServer(GatewayConfig config, Consumer<Bus> behind) {
        this(config, behind, null);
    }

    /** A gateway that speaks another contract too. */
    GatewayServer(GatewayConfig config, Consumer<Bus> behind, Function<GatewayServer, Dialect> dialect) {
        this.dialect = dialect;
        behind.accept(bus);
        uri = deploy(config);
        otherLoop = deploy(config);
    }

    static GatewayConfig with(SocketLimits sockets, Rate session) {
        SessionLimits sessions =
                new SessionLimits(session, new Rate(100_000, 100_000), 64, Duration.ZERO, Duration.ofSeconds(1));
        return new GatewayConfig(sockets, sessions, List.of());
    }

    /** A client that is identified as a user. */
    NativeClient signIn(String name) {
        return clients.signIn(uri, name);
    }

    /** Takes the gateways down as a node does that stops. */
    Future<?> undeploy() {
        return Future.all(deployments.stream().map(vertx::undeploy).toList());
    }

    @Override
    public void close() {
        clients.close();
        vertx.close().await();
    }

    private List<Dialect> dialects() {
        return dialect == null ? List.of() : List.of(dialect.apply(this));
    }

    private URI deploy(GatewayConfig config) {
        Loop loop = new Loop(config);
        deployments.add(
                vertx.deployVerticle(() -> loop, new DeploymentOptions()).await());
        return URI.create("http://127.0.0.1:" + loop.port);
    }

    /** The gateway and its listener on one context. */
    private final class Loop implements Deployable {
        private final GatewayConfig config;
        private GatewayVerticle gateway;
        private int port;

        Loop(GatewayConfig config) {
            this.config = config;
        }

        @Override
        public Future<?> deploy(Context context) throws Exception {
            Router router = Router.router(vertx);
            gateway = new GatewayVerticle(bus, config, stats, router, dialects());
            return gateway.deploy(context)
                    .compose(deployed -> vertx.createHttpServer(config.sockets().harden(new HttpServerOptions()))
                            .connectionHandler(gateway::admit)
                            .requestHandler(router)
                            .listen(0, "127.0.0.1"))
                    .map(HttpServer::actualPort)
                    .onSuccess(free -> port = free);
        }

        @Override
        public Future<?> undeploy(Context context) throws Exception {
            return gateway.undeploy(context);
        }
    }
}
