package io.confab.redis.presence;

import io.confab.contract.Bus;
import io.confab.contract.presence.LocalPresence;
import io.confab.redis.Names;
import io.confab.redis.link.Servers;
import io.confab.redis.wire.Envelope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Tells other nodes who is on this one, and this node who is on others. */
public final class Presences {

    private static final long BEAT_MILLIS = 1_000;
    /** A Redis that is away must not hold up a node that stops. */
    private static final long LEAVE_MILLIS = 1_000;

    private final Vertx vertx;
    private final Bus bus;
    private final OwnUsers own;
    private final OtherNodes others;

    /**
     * Will speak for the node of this name.
     *
     * @param emptied runs when Redis has lost what this node had written
     */
    public Presences(Vertx vertx, Bus bus, Servers servers, Names names, String node, Runnable emptied) {
        this.vertx = vertx;
        this.bus = bus;
        own = new OwnUsers(servers, names, node, emptied);
        others = new OtherNodes(bus, servers, names, node);
    }

    /** Begins to hear, to renew and to look, on the current context. */
    public void start() {
        bus.hear(LocalPresence.class, own::change);
        vertx.setPeriodic(0, BEAT_MILLIS, tick -> {
            own.beat();
            others.look();
        });
    }

    /** Takes what came in on {@link Names#presence()} from another node. */
    public void heard(Envelope envelope) {
        others.heard(envelope);
    }

    /** Says that this node is no more; never fails. */
    public Future<?> leave() {
        return own.leave().timeout(LEAVE_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
    }
}
