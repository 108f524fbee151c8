package io.confab.gateway;

import io.confab.contract.Bus;
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
import java.util.List;
import java.util.function.Consumer;

/** A gateway on a free port, a world behind it, and clients before it. */
final class GatewayServer implements AutoCloseable {

    /** Limits that no test meets by chance, and short times. */
    static final GatewayConfig CONFIG = new GatewayConfig(
            SocketLimits.STANDARD,
            new SessionLimits(
                    new Rate(100_000, 100_000), new Rate(100_000, 100_000), 64, Duration.ZERO, Duration.ofSeconds(1)),
            List.of());

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final World world = new World(bus);
    final GatewayStats stats = new GatewayStats();
    final NativeClients clients = new NativeClients();
    final URI uri;
    private final String deployment;

    /** A gateway with a world behind it. */
    GatewayServer(GatewayConfig config) {
        this(config, bus -> {});
        world.start(vertx);
    }

    /** A gateway with whatever is served behind it. */
    GatewayServer(GatewayConfig config, Consumer<Bus> behind) {
        behind.accept(bus);
        Loop loop = new Loop(config);
        deployment = vertx.deployVerticle(() -> loop, new DeploymentOptions()).await();
        uri = URI.create("http://127.0.0.1:" + loop.port);
    }

    /** A client that is identified as a user. */
    NativeClient signIn(String name) {
        return clients.signIn(uri, name);
    }

    /** Takes the gateway down as a node does that stops. */
    Future<Void> undeploy() {
        return vertx.undeploy(deployment);
    }

    @Override
    public void close() {
        clients.close();
        vertx.close().await();
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
            gateway = new GatewayVerticle(bus, config, stats, router);
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
