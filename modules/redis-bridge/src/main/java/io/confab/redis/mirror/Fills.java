package io.confab.redis.mirror;

import io.confab.contract.Bus;
import io.confab.contract.log.CommittedElsewhere;
import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LoadHeads;
import io.confab.contract.log.LogEntry;
import io.confab.redis.BridgeStats;
import io.confab.redis.Names;
import io.confab.redis.link.Servers;
import io.confab.redis.wire.Body;
import io.confab.redis.wire.Envelope;
import io.confab.redis.wire.Installation;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the holes of mirrored groups: from the group's stream, one read at a time for each group; what is not there is
 * left to the feeds, who are told the head and read MySQL.
 */
public final class Fills {

    /** How long a hole may stay: entries of two nodes overtake each other. */
    private static final long GRACE_MILLIS = 10;

    /** Heads that are wanted within this time are asked for together. */
    private static final long COLLECT_MILLIS = 20;

    private static final long RETRY_MILLIS = 1_000;
    private static final int AT_ONCE = 64;
    private static final int MOST_ENTRIES = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Fills.class);

    private final Vertx vertx;
    private final Bus bus;
    private final Servers servers;
    private final Names names;
    private final BridgeStats stats;
    private final Installation installation;
    private final Deque<Mirror> holes = new ArrayDeque<>();
    private final Map<Long, Mirror> headless = new LinkedHashMap<>();
    private int reading;
    private boolean isCollecting;

    /** Fills from these servers, with what nodes of this installation published. */
    public Fills(Vertx vertx, Bus bus, Servers servers, Names names, Installation installation, BridgeStats stats) {
        this.vertx = vertx;
        this.bus = bus;
        this.servers = servers;
        this.names = names;
        this.stats = stats;
        this.installation = installation;
    }

    /** Entries were heard. */
    void saw(Mirror group, List<LogEntry> entries) {
        entries.forEach(entry -> group.sequence().saw(entry.seq()));
        fillSoon(group);
    }

    /** The group has at least this head. */
    void learn(Mirror group, long head) {
        group.sequence().knows(head);
        bus.publish(new HeadMoved(group.id(), head));
        fillSoon(group);
    }

    /** Nobody knows how far the group is: the database does. */
    void askHead(Mirror group) {
        headless.put(group.id(), group);
        if (!isCollecting) {
            isCollecting = true;
            vertx.setTimer(COLLECT_MILLIS, timer -> askHeads());
        }
    }

    private void askHeads() {
        Map<Long, Mirror> asked = new LinkedHashMap<>(headless);
        headless.clear();
        bus.ask(new LoadHeads(List.copyOf(asked.keySet())))
                .onSuccess(heads -> {
                    isCollecting = false;
                    heads.forEach((groupId, head) -> learn(asked.get(groupId), head));
                    if (!headless.isEmpty()) {
                        isCollecting = true;
                        vertx.setTimer(COLLECT_MILLIS, timer -> askHeads());
                    }
                })
                .onFailure(cause -> {
                    asked.forEach(headless::putIfAbsent);
                    vertx.setTimer(RETRY_MILLIS, timer -> askHeads());
                });
    }

    private void fillSoon(Mirror group) {
        if (group.sequence().hasHole() && !group.isFilling()) {
            group.filling(true);
            vertx.setTimer(GRACE_MILLIS, timer -> {
                holes.add(group);
                goOn();
            });
        }
    }

    private void goOn() {
        while (reading < AT_ONCE && !holes.isEmpty()) {
            Mirror group = holes.poll();
            if (group.sequence().hasHole()) {
                fill(group);
            } else {
                group.filling(false);
            }
        }
    }

    private void fill(Mirror group) {
        long from = group.sequence().from();
        long to = Math.min(group.sequence().to(), from + MOST_ENTRIES - 1);
        String stream = names.stream(group.id());
        reading++;
        stats.fills().increment();
        servers.send(stream, Request.cmd(Command.XRANGE).arg(stream).arg(from).arg(to + "-0"))
                .onComplete(read -> {
                    reading--;
                    group.filling(false);
                    tell(group, to, read.succeeded() ? entries(group, read.result()) : List.of(), to - from + 1);
                    goOn();
                });
    }

    private void tell(Mirror group, long to, List<LogEntry> found, long expected) {
        LOG.debug("Filled {} of {} entries of group {}", found.size(), expected, group.id());
        found.forEach(bus::publish);
        if (!found.isEmpty()) {
            bus.announce(CommittedElsewhere.class, new CommittedElsewhere(found));
        }
        if (found.size() < expected) {
            bus.publish(new HeadMoved(group.id(), to));
        }
        group.sequence().forget(to);
        fillSoon(group);
    }

    private List<LogEntry> entries(Mirror group, Response read) {
        List<LogEntry> entries = new ArrayList<>();
        for (Response kept : read) {
            Envelope envelope = envelope(kept.get(1));
            if (envelope != null && envelope.isReadable() && installation.has(envelope.node())) {
                Body.entries(envelope, group.id()).ifPresent(entries::addAll);
            }
        }
        return entries;
    }

    /** The field of a stream's entry that holds the whole entry; null when it has none. */
    private static Envelope envelope(Response fields) {
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (fields.get(i).toString().equals("entry")) {
                return Envelope.of(fields.get(i + 1).toBuffer());
            }
        }
        return null;
    }
}
