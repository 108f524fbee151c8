package io.confab.http;

import io.confab.contract.Bus;
import io.confab.contract.Draining;
import io.confab.http.api.Api;
import io.confab.http.api.ApiDocument;
import io.confab.http.edge.Edge;
import io.confab.http.edge.Errors;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.List;

/** Wires REST to the bus on one event loop; deploy it on the context of the listener whose router it shares. */
public final class HttpApiVerticle extends VerticleBase {

    private final Bus bus;
    private final HttpConfig config;
    private final ApiDocument document;
    private final Router router;
    private final List<Routes> families;

    /**
     * The HTTP API of one event loop.
     *
     * @param bus the node's bus
     * @param config what the operator set
     * @param document the contract, loaded once for all event loops
     * @param router the listener's; the gateway may add routes to it before or after
     * @param families further REST contracts, each a new instance for this event loop
     */
    public HttpApiVerticle(Bus bus, HttpConfig config, ApiDocument document, Router router, List<Routes> families) {
        this.bus = bus;
        this.config = config;
        this.document = document;
        this.router = router;
        this.families = families;
    }

    @Override
    public Future<?> start() {
        Edge edge = new Edge(config.proxies());
        Api api = new Api(vertx, bus, config, document);

        router.route().order(Integer.MIN_VALUE).handler(edge::enter);
        new Errors(edge, families).mount(router);
        api.mount(router);
        families.forEach(family -> family.mount(router));
        bus.hear(Draining.class, draining -> api.drain());
        return Future.succeededFuture();
    }
}
