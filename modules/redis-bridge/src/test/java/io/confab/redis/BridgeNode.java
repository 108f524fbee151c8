package io.confab.redis;

import io.confab.contract.Bus;
import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.bridge.MirrorGroup;
import io.confab.contract.bridge.MirrorUser;
import io.confab.contract.bridge.UnmirrorGroup;
import io.confab.contract.health.CheckRedis;
import io.confab.contract.log.Committed;
import io.confab.contract.log.CommittedElsewhere;
import io.confab.contract.log.LoadHeads;
import io.confab.contract.log.LogEntry;
import io.confab.redis.RedisConfig.Limits;
import io.confab.redis.link.Address;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A node with nothing but a bus, a bridge and a database that knows heads. */
public final class BridgeNode implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = new Bus(vertx);
    /** What its bridge counts. */
    public final BridgeStats stats = new BridgeStats();

    /** What the database says. */
    public final Map<Long, Long> heads = new ConcurrentHashMap<>();

    public final BlockingQueue<UserEvent> userEvents = new LinkedBlockingQueue<>();
    final BlockingQueue<CommittedElsewhere> elsewhere = new LinkedBlockingQueue<>();
    final String id;

    /** A node that is joined to others by this Redis. */
    public BridgeNode(String uri, String prefix, Limits limits) {
        this(uri, prefix, limits, "");
    }

    /** A node of a database whose name, with a dot, begins its own. */
    BridgeNode(String uri, String prefix, Limits limits, String database) {
        id = database + "n" + UUID.randomUUID();
        bus.hear(UserEvent.class, userEvents::add);
        bus.hear(CommittedElsewhere.class, elsewhere::add);
        bus.serve(LoadHeads.class, request -> {
            Map<Long, Long> known = new ConcurrentHashMap<>(heads);
            known.keySet().retainAll(request.groupIds());
            return Future.succeededFuture(known);
        });
        RedisConfig config = new RedisConfig(Address.of(uri), prefix + "channel:", prefix + "message:", id, limits);
        vertx.deployVerticle(new RedisBridgeVerticle(bus, config, stats)).await();
    }

    /** Listens to a group as a feed does, and collects what it hears. */
    public BlockingQueue<GroupEvent> mirror(long groupId) {
        BlockingQueue<GroupEvent> heard = new LinkedBlockingQueue<>();
        bus.watch(groupId, heard::add);
        bus.ask(new MirrorGroup(groupId)).await();
        return heard;
    }

    void mirrorUser(long userId) {
        bus.ask(new MirrorUser(userId)).await();
    }

    void unmirror(long groupId) {
        bus.announce(UnmirrorGroup.class, new UnmirrorGroup(groupId));
    }

    /** Does what persistence does after a commit. */
    public void commit(LogEntry... entries) {
        for (LogEntry entry : entries) {
            heads.merge(entry.groupId(), entry.seq(), Math::max);
            bus.publish(entry);
        }
        bus.announce(Committed.class, new Committed(List.of(entries)));
    }

    /** How it is joined now. */
    public CheckRedis.State state() {
        return bus.ask(new CheckRedis()).await();
    }

    /** Waits until it is joined. */
    public BridgeNode connected() {
        await(() -> state() == CheckRedis.State.CONNECTED);
        return this;
    }

    public static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("It did not come true within " + PATIENCE);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** The next one; fails when there is none in time. */
    public static <E> E next(BlockingQueue<E> queue) {
        try {
            E event = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("Nothing was heard within " + PATIENCE);
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
