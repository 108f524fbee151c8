package io.confab.redis;

import io.confab.contract.Bus;
import io.confab.contract.Ephemeral;
import io.confab.contract.UserEvent;
import io.confab.contract.bridge.MirrorGroup;
import io.confab.contract.bridge.MirrorUser;
import io.confab.contract.bridge.UnmirrorGroup;
import io.confab.contract.bridge.UnmirrorUser;
import io.confab.contract.health.CheckRedis;
import io.confab.contract.health.CheckRedis.State;
import io.confab.contract.log.Committed;
import io.confab.redis.cluster.Cluster;
import io.confab.redis.link.Servers;
import io.confab.redis.link.SingleServer;
import io.confab.redis.mirror.Echoes;
import io.confab.redis.mirror.Fills;
import io.confab.redis.mirror.Mirrors;
import io.confab.redis.mirror.Receiver;
import io.confab.redis.presence.Presences;
import io.confab.redis.publish.Cards;
import io.confab.redis.publish.Copies;
import io.confab.redis.publish.Publisher;
import io.confab.redis.wire.Installation;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;

/**
 * Wires the bridge of one node; deploy one, after persistence and before whoever asks it. It starts whether or not Redis
 * is there, and never keeps anybody waiting for it.
 */
public final class RedisBridgeVerticle extends VerticleBase {

    private static final long SWEEP_MILLIS = 250;
    private static final long DRAIN_MILLIS = 1_000;

    private final Bus bus;
    private final RedisConfig config;
    private final BridgeStats stats;
    private Servers servers;
    private Publisher publisher;
    private Presences presences;

    /** A bridge that will serve on this bus, and count. */
    public RedisBridgeVerticle(Bus bus, RedisConfig config, BridgeStats stats) {
        this.bus = bus;
        this.config = config;
        this.stats = stats;
    }

    @Override
    public Future<?> start() {
        Names names = new Names(
                config.channelPrefix(), config.messagePrefix(), config.address().isCluster());
        servers = config.address().isCluster()
                ? new Cluster(vertx, config.address(), names.probe())
                : new SingleServer(vertx, config.address(), names.probe());
        Mirrors mirrors = new Mirrors(vertx, servers, names, config.limits().releaseMillis());
        Echoes echoes = new Echoes();
        Copies copies = new Copies(bus, servers, names);
        presences = new Presences(vertx, bus, servers, names, config.nodeId(), () -> copies.restore(mirrors.groups()));
        Fills fills = new Fills(vertx, bus, servers, names, Installation.of(config.nodeId()), stats);
        Receiver receiver = new Receiver(bus, config.nodeId(), mirrors, fills, echoes, presences, stats);
        publisher = new Publisher(bus, servers, names, config.nodeId(), config.limits(), stats);
        servers.open(receiver);
        mirrors.mirrorEverybody();
        mirrors.mirrorPresence();
        presences.start();
        serve(mirrors);
        carry(receiver, echoes);
        bus.hear(Committed.class, new Cards(bus, servers, names)::follow);
        return Future.succeededFuture();
    }

    /** Publishes what was committed before, if Redis takes it in time. */
    @Override
    public Future<?> stop() {
        return Future.any(publisher.drain(), vertx.timer(DRAIN_MILLIS, TimeUnit.MILLISECONDS))
                .eventually(presences::leave)
                .eventually(servers::close);
    }

    private void serve(Mirrors mirrors) {
        bus.serve(MirrorGroup.class, mirrors::mirror);
        bus.serve(MirrorUser.class, mirrors::mirror);
        bus.hear(UnmirrorGroup.class, mirrors::unmirror);
        bus.hear(UnmirrorUser.class, mirrors::unmirror);
        bus.serve(
                CheckRedis.class,
                request -> Future.succeededFuture(servers.isConnected() ? State.CONNECTED : State.AWAY));
    }

    private void carry(Receiver receiver, Echoes echoes) {
        bus.hear(Committed.class, committed -> {
            publisher.publish(committed.entries());
            receiver.follow(committed);
        });
        bus.hear(Ephemeral.class, event -> {
            if (!echoes.take(event)) {
                publisher.publish(event);
            }
        });
        bus.hear(UserEvent.class, event -> {
            if (!echoes.take(event)) {
                publisher.publish(event);
            }
        });
        vertx.setPeriodic(SWEEP_MILLIS, tick -> publisher.sweep());
    }
}
