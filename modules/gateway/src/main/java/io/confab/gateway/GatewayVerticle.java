package io.confab.gateway;

import io.confab.contract.Bus;
import io.confab.contract.Draining;
import io.confab.contract.UserEvent;
import io.confab.contract.net.KnownOrigins;
import io.confab.gateway.feed.Feeds;
import io.confab.gateway.protocol.NativeDialect;
import io.confab.gateway.session.Dialect;
import io.confab.gateway.session.Gate;
import io.confab.gateway.session.GatewayStats;
import io.confab.gateway.session.Sessions;
import io.confab.gateway.socket.Sockets;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateway of one event loop; deploy one on the context of each listener whose router it gets. */
public final class GatewayVerticle extends VerticleBase {

    private static final long SWEEP_MILLIS = 1_000;
    private static final int GOING_AWAY = 1001;
    private static final Draining NOW = new Draining(0);

    private final Bus bus;
    private final GatewayConfig config;
    private final GatewayStats stats;
    private final Router router;
    private final List<Dialect> dialects;
    private Sockets sockets;
    private Sessions sessions;
    private Feeds feeds;

    /** A gateway that speaks the native protocol. */
    public GatewayVerticle(Bus bus, GatewayConfig config, GatewayStats stats, Router router) {
        this(bus, config, stats, router, List.of());
    }

    /**
     * A gateway that speaks further contracts.
     *
     * @param stats counts for all gateways of the node
     * @param router gets the routes of all contracts, {@code GET /ws} the native one's
     * @param dialects the further ones; made for this event loop alone
     */
    public GatewayVerticle(Bus bus, GatewayConfig config, GatewayStats stats, Router router, List<Dialect> dialects) {
        this.bus = bus;
        this.config = config;
        this.stats = stats;
        this.router = router;
        this.dialects = List.copyOf(dialects);
    }

    @Override
    public Future<?> start() {
        sockets = new Sockets(vertx, config.sockets(), new KnownOrigins(config.origins()));
        feeds = new Feeds(bus, vertx, stats.reads());
        sessions = new Sessions(bus, feeds, config.sessions(), stats);
        Gate gate = new Gate(sockets, sessions);

        bus.hear(UserEvent.class, sessions::hear);
        bus.hear(Draining.class, sessions::drain);
        vertx.setPeriodic(SWEEP_MILLIS, tick -> {
            sessions.sweep();
            feeds.sweep();
        });
        new NativeDialect(bus, config.sockets()).mount(router, gate);
        dialects.forEach(dialect -> dialect.mount(router, gate));
        return Future.succeededFuture();
    }

    /** Drains, unless the node does so already, and completes when every connection has ended. */
    @Override
    public Future<?> stop() {
        return sessions.drain(NOW)
                .timeout(config.sessions().drainWithin().toMillis(), TimeUnit.MILLISECONDS)
                .transform(drained -> sockets.close(GOING_AWAY, "This node is stopping"))
                .onComplete(ended -> feeds.close());
    }

    /** Ends connections that bring no request; to be the connection handler of the listener. */
    public void admit(HttpConnection connection) {
        sockets.admit(connection);
    }
}
