package io.confab.redis.publish;

import io.confab.contract.Bus;
import io.confab.contract.Ephemeral;
import io.confab.contract.Failure;
import io.confab.contract.UserEvent;
import io.confab.contract.Wire;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.log.LogEntry;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.redis.BridgeStats;
import io.confab.redis.Names;
import io.confab.redis.RedisConfig.Limits;
import io.confab.redis.link.Servers;
import io.confab.redis.wire.Envelope;
import io.confab.redis.wire.Kinds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what was committed on this node, one call at a time for each slot: while a call is under way the next entries
 * collect, so that load makes the batches and the order is kept.
 *
 * <p>What cannot be published, because Redis is away or too much waits, is dropped; its groups are {@link Behind}.
 */
public final class Publisher {

    /** Events under way that are worth nothing later; more are dropped. */
    private static final int MOST_EVENTS = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final Servers servers;
    private final Names names;
    private final String node;
    private final Limits limits;
    private final BridgeStats stats;
    private final Behind behind;
    private final LateMarks lateMarks;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private int entries;
    private long bytes;
    private int events;
    private boolean isRefusing;
    private Promise<Void> drained = Promise.promise();

    /** Publishes to these servers as this node. */
    public Publisher(Bus bus, Servers servers, Names names, String node, Limits limits, BridgeStats stats) {
        this.servers = servers;
        this.names = names;
        this.node = node;
        this.limits = limits;
        this.stats = stats;
        behind = new Behind(servers, names, node);
        lateMarks = new LateMarks(bus, servers, names, this::publish);
    }

    /** Publishes the entries of a transaction, which are in seq order within each group. */
    public void publish(List<LogEntry> committed) {
        committed.forEach(this::publish);
        List.copyOf(lanes.values()).forEach(this::send);
    }

    /** Publishes something that happened in a group and is in no log. */
    public void publish(Ephemeral event) {
        publish(names.group(event.groupId()), event);
    }

    /** Publishes what concerns a user: to the nodes that have sessions of his, or to all that check his tokens. */
    public void publish(UserEvent event) {
        Future<?> published =
                publish(event instanceof SessionsRevoked ? names.everybody() : names.user(event.userId()), event);
        if (event instanceof OwnMarksMoved marks) {
            published.onFailure(cause -> lateMarks.add(marks));
        }
    }

    /** Tells what is owed; to be called now and then. */
    public void sweep() {
        behind.tell();
        lateMarks.tell();
    }

    /** Completes when nothing waits to be published any more. */
    public Future<Void> drain() {
        drained = Promise.promise();
        tellDrained();
        return drained.future();
    }

    private void publish(LogEntry entry) {
        Parcel parcel = Parcel.of(entry);
        String stream = names.stream(parcel.groupId());
        if (!servers.isUp(stream) || entries >= limits.entries() || bytes >= limits.bytes()) {
            drop(parcel);
            return;
        }
        entries++;
        bytes += parcel.weight();
        lanes.computeIfAbsent(servers.slot(stream), Lane::new).add(parcel);
    }

    private Future<?> publish(String channel, Object event) {
        String kind = Kinds.of(event);
        if (kind == null) {
            return Future.succeededFuture();
        }
        if (events >= MOST_EVENTS) {
            return Future.failedFuture(Failure.unavailable("Too much is under way to Redis"));
        }
        events++;
        Envelope envelope = new Envelope(Envelope.FORMAT, node, kind, 0, Buffer.buffer(Wire.bytes(event)));
        return servers.send(channel, Request.cmd(servers.publish()).arg(channel).arg(envelope.buffer()))
                .onComplete(sent -> events--);
    }

    private void send(Lane lane) {
        List<Parcel> batch = lane.next();
        if (batch.isEmpty()) {
            lanes.computeIfPresent(lane.slot(), (slot, same) -> same.isIdle() ? null : same);
            return;
        }
        new Sending(batch)
                .send(servers, names, node, limits.streamEntries())
                .onSuccess(refusal -> {
                    tellRefusal(refusal == null ? null : refusal.getMessage());
                    stats.published().add(batch.size());
                })
                .onFailure(cause -> {
                    tellRefusal(cause.getMessage());
                    batch.forEach(this::drop);
                })
                .onComplete(done -> {
                    batch.forEach(this::forget);
                    lane.isDone();
                    send(lane);
                    tellDrained();
                });
    }

    private void drop(Parcel parcel) {
        stats.unpublished().increment();
        behind.add(parcel.groupId(), parcel.seq());
    }

    private void tellDrained() {
        if (entries == 0) {
            drained.tryComplete();
        }
    }

    private void forget(Parcel parcel) {
        entries--;
        bytes -= parcel.weight();
    }

    private void tellRefusal(String refusal) {
        if (refusal != null && !isRefusing) {
            LOG.warn("Redis takes no entries: {}", refusal);
        }
        isRefusing = refusal != null;
    }
}
