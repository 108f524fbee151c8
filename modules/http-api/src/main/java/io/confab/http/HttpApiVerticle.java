package io.confab.http;

import io.confab.contract.Bus;
import io.confab.contract.Draining;
import io.confab.contract.NodeWithdrawn;
import io.confab.http.api.Api;
import io.confab.http.edge.Edge;
import io.confab.http.edge.Errors;
import io.confab.http.health.Health;
import io.confab.http.site.Pages;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.List;

/**
 * Wires HTTP to the bus on one event loop; deploy it on the context of the listener whose router it shares.
 *
 * <p>The listener's own settings are not made here: limits of lines and headers, time-outs of silent connections, no
 * compression; and {@link Errors#refuse} is its handler of invalid requests.
 */
public final class HttpApiVerticle extends VerticleBase {

    private final Bus bus;
    private final HttpConfig config;
    private final HttpShared shared;
    private final Router router;
    private final List<Routes> families;

    /**
     * The HTTP API of one event loop.
     *
     * @param bus the node's bus
     * @param config what the operator set
     * @param shared loaded once for all event loops
     * @param router the listener's; others may add routes to it before or after
     * @param families further REST contracts, each a new instance for this event loop
     */
    public HttpApiVerticle(Bus bus, HttpConfig config, HttpShared shared, Router router, List<Routes> families) {
        this.bus = bus;
        this.config = config;
        this.shared = shared;
        this.router = router;
        this.families = List.copyOf(families);
    }

    @Override
    public Future<?> start() {
        Edge edge = new Edge(config.proxies(), config.hosts(), shared.metrics()::follow);
        Api api = new Api(vertx, bus, config, shared.document());
        Health health = new Health(bus);

        edge.mount(router);
        new Errors(edge, families).mount(router);
        health.mount(router);
        shared.metrics().mount(router, config.metricsPublic());
        api.mount(router);
        families.forEach(family -> family.mount(router));
        new Pages(shared.site()).mount(router);

        bus.hear(NodeWithdrawn.class, withdrawn -> health.drain());
        bus.hear(Draining.class, draining -> {
            api.drain();
            health.drain();
        });
        return Future.succeededFuture();
    }
}
