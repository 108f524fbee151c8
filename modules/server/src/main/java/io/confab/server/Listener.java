package io.confab.server;

import io.confab.contract.Bus;
import io.confab.dialects.Contracts;
import io.confab.dialects.Door;
import io.confab.gateway.GatewayConfig;
import io.confab.gateway.GatewayVerticle;
import io.confab.gateway.session.GatewayStats;
import io.confab.http.HttpApiVerticle;
import io.confab.http.HttpConfig;
import io.confab.http.HttpShared;
import io.confab.http.edge.Errors;
import io.confab.http.health.Metrics;
import io.confab.server.config.Config;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/**
 * The one port that serves every URL: on each event loop a gateway and an HTTP API share a router.
 *
 * <p>Two Vert.x servers on one port would share connections, not paths, so the two verticles run on the context of the
 * one listener.
 */
final class Listener {

    /** Vert.x gives all event loops the same free port then; with 0 each would get its own. */
    private static final int ANY_FREE = -1;

    private final Bus bus;
    private final Config config;
    private final GatewayConfig gatewayConfig;
    private final HttpConfig httpConfig;
    private final GatewayStats stats = new GatewayStats();
    private volatile int port;

    Listener(Bus bus, Config config, Metrics metrics) {
        this.bus = bus;
        this.config = config;
        gatewayConfig = Wiring.gateway(config);
        httpConfig = Wiring.http(config);
        Wiring.show(stats, metrics);
    }

    /** Listens on every event loop; answers with the id of the deployment. */
    Future<String> open(Vertx vertx, HttpShared shared) {
        return vertx.deployVerticle(
                () -> new OnOneLoop(shared), new DeploymentOptions().setInstances(Vertxes.eventLoops()));
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    /** Gateway, HTTP API and server on one context. */
    private final class OnOneLoop implements Deployable {

        private final HttpShared shared;
        private GatewayVerticle gateway;
        private HttpApiVerticle api;
        private HttpServer server;

        OnOneLoop(HttpShared shared) {
            this.shared = shared;
        }

        @Override
        public Future<?> deploy(Context context) throws Exception {
            Router router = Router.router(context.owner());
            Contracts contracts = Contracts.open(Wiring.surroundings(config, bus, context.owner()));
            gateway = new GatewayVerticle(bus, gatewayConfig, stats, router, contracts.sockets());
            api = new HttpApiVerticle(bus, httpConfig, shared, router, contracts.routes());
            Future<?> apiUp = api.deploy(context);
            Future<?> gatewayUp = gateway.deploy(context);
            return Future.all(apiUp, gatewayUp).compose(up -> listen(context.owner(), router));
        }

        private Future<HttpServer> listen(Vertx vertx, Router router) {
            int asked = config.http().port() == 0 ? ANY_FREE : config.http().port();
            HttpServerOptions options =
                    gatewayConfig.sockets().harden(new HttpServerOptions()).setMaxFormAttributeSize(Door.MAX_BODY);
            server = vertx.createHttpServer(options)
                    .connectionHandler(gateway::admit)
                    .requestHandler(router)
                    .invalidRequestHandler(Errors::refuse);
            return server.listen(asked, config.http().host()).onSuccess(open -> port = open.actualPort());
        }

        @Override
        public Future<?> undeploy(Context context) throws Exception {
            Future<?> sockets = gateway.undeploy(context);
            return Future.join(sockets, api.undeploy(context)).eventually(server::close);
        }
    }
}
