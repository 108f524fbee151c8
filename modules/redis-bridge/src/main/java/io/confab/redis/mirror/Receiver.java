package io.confab.redis.mirror;

import io.confab.contract.Bus;
import io.confab.contract.Ephemeral;
import io.confab.contract.UserEvent;
import io.confab.contract.log.Committed;
import io.confab.contract.log.CommittedElsewhere;
import io.confab.contract.log.LogEntry;
import io.confab.redis.BridgeStats;
import io.confab.redis.link.Servers;
import io.confab.redis.presence.Presences;
import io.confab.redis.wire.Body;
import io.confab.redis.wire.Envelope;
import io.confab.redis.wire.Installation;
import io.confab.redis.wire.Kinds;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts onto this node's bus what other nodes published. */
public final class Receiver implements Servers.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final Bus bus;
    private final String node;
    private final Installation installation;
    private final Mirrors mirrors;
    private final Fills fills;
    private final Echoes echoes;
    private final Presences presences;
    private final BridgeStats stats;
    private boolean hasStrangers;

    /**
     * Hears for this node.
     *
     * @param node its own name: what it published itself is dropped
     * @param echoes learns what is put onto the bus
     * @param presences takes what nodes say of who is on them
     */
    public Receiver(
            Bus bus, String node, Mirrors mirrors, Fills fills, Echoes echoes, Presences presences, BridgeStats stats) {
        this.bus = bus;
        this.node = node;
        installation = Installation.of(node);
        this.mirrors = mirrors;
        this.fills = fills;
        this.echoes = echoes;
        this.presences = presences;
        this.stats = stats;
    }

    @Override
    public void heard(String channel, Buffer payload) {
        Mirror mirror = mirrors.of(channel);
        Envelope envelope = Envelope.of(payload);
        if (mirror == null || (envelope != null && !isNeighbour(envelope.node()))) {
            return;
        }
        switch (mirror.of()) {
            case GROUP -> hearGroup(mirror, envelope);
            case USER, EVERYBODY -> hearUser(mirror, envelope);
            case PRESENCE -> hearPresence(envelope);
        }
    }

    private boolean isNeighbour(String name) {
        if (installation.has(name)) {
            return !name.equals(node);
        }
        if (!hasStrangers) {
            hasStrangers = true;
            LOG.warn("Nodes of another database publish under the same names: give each installation its own"
                    + " CHANNEL_PREFIX and MESSAGE_PREFIX, or its own Redis");
        }
        return false;
    }

    @Override
    public void confirmed(String channel) {
        Mirror missed = mirrors.confirm(channel);
        if (missed != null && missed.of() == Mirror.Of.GROUP) {
            fills.askHead(missed);
        }
    }

    @Override
    public void lost(Collection<String> channels) {
        mirrors.lose(channels);
    }

    /** What this node committed itself is no hole. */
    public void follow(Committed committed) {
        for (LogEntry entry : committed.entries()) {
            Mirror mirror = mirrors.of(entry.groupId());
            if (mirror != null) {
                fills.saw(mirror, List.of(entry));
            }
        }
    }

    private void hearPresence(Envelope envelope) {
        if (envelope != null) {
            presences.heard(envelope);
        }
    }

    private void hearGroup(Mirror group, Envelope envelope) {
        if (envelope == null) {
            fills.askHead(group);
        } else if (!envelope.isReadable() || envelope.kind().equals(Envelope.HEAD)) {
            learn(group, envelope);
        } else if (envelope.kind().equals(Envelope.LOG)) {
            Body.entries(envelope, group.id())
                    .ifPresentOrElse(entries -> tell(group, entries), () -> learn(group, envelope));
        } else {
            hearEphemeral(group, envelope);
        }
    }

    private void learn(Mirror group, Envelope envelope) {
        if (envelope.head() > 0) {
            fills.learn(group, envelope.head());
        } else {
            fills.askHead(group);
        }
    }

    private void tell(Mirror group, List<LogEntry> entries) {
        stats.received().add(entries.size());
        entries.forEach(bus::publish);
        bus.announce(CommittedElsewhere.class, new CommittedElsewhere(entries));
        fills.saw(group, entries);
    }

    private void hearEphemeral(Mirror group, Envelope envelope) {
        Class<? extends Ephemeral> type = Kinds.ephemeral(envelope.kind());
        if (type != null) {
            Body.event(envelope, type)
                    .filter(event -> event.groupId() == group.id())
                    .ifPresent(event -> {
                        echoes.add(event);
                        bus.publish(event);
                    });
        }
    }

    private void hearUser(Mirror mirror, Envelope envelope) {
        Class<? extends UserEvent> type =
                envelope == null || !envelope.isReadable() ? null : Kinds.ofUser(envelope.kind());
        if (type != null) {
            Body.event(envelope, type)
                    .filter(event -> mirror.of() == Mirror.Of.EVERYBODY || event.userId() == mirror.id())
                    .ifPresent(event -> {
                        echoes.add(event);
                        bus.announce(UserEvent.class, event);
                    });
        }
    }
}
