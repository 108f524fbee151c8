package io.confab.redis.presence;

import io.confab.contract.Bus;
import io.confab.contract.presence.LocalPresence;
import io.confab.contract.presence.NodePresence;
import io.confab.redis.Names;
import io.confab.redis.link.Servers;
import io.confab.redis.wire.Body;
import io.confab.redis.wire.Envelope;
import io.confab.redis.wire.Installation;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What other nodes say of themselves. Their changes come as messages; every second their leases tell whether a message was
 * missed, whether there is a node that nobody knew, and whether one is silent.
 *
 * <p>A node is given up when its lease was not renewed for {@link OwnUsers#LEASE_MILLIS} in which Redis answered: a Redis
 * that is away or was emptied says nothing about nodes.
 */
final class OtherNodes {

    private static final int MOST_LEFT = 1_000;

    private final Bus bus;
    private final Servers servers;
    private final Names names;
    private final String node;
    private final Installation installation;
    private final Map<String, OtherNode> nodes = new HashMap<>();
    /** Nodes that said that they are no more, oldest first: what was read of them before is not believed after. */
    private final Set<String> left = new LinkedHashSet<>();

    private boolean isLooking;

    OtherNodes(Bus bus, Servers servers, Names names, String node) {
        this.bus = bus;
        this.servers = servers;
        this.names = names;
        this.node = node;
        installation = Installation.of(node);
    }

    /** A node says something. */
    void heard(Envelope envelope) {
        String name = envelope.node();
        if (envelope.kind().equals(Lease.GONE)) {
            remember(name);
        }
        OtherNode other = nodes.get(name);
        if (other == null || !envelope.isReadable()) {
            // the next look finds it, or its new version
            return;
        }
        if (envelope.kind().equals(Lease.GONE)) {
            giveUp(name, Body.event(envelope, Instant.class).orElseGet(Instant::now));
        } else if (!other.knows(envelope.head())) {
            Body.event(envelope, LocalPresence.class).ifPresent(change -> follow(name, other, envelope.head(), change));
        }
    }

    private void follow(String name, OtherNode other, long version, LocalPresence change) {
        if (other.follows(version)) {
            announce(new NodePresence.Changed(name, change.appeared(), change.vanished()));
        } else {
            read(name, other);
        }
    }

    /** Looks at all leases; to be called every second. */
    void look() {
        if (isLooking) {
            return;
        }
        isLooking = true;
        send(names.nodes(), Command.SMEMBERS)
                .compose(this::lookAtAll)
                // nobody could be heard, so nobody was silent
                .onFailure(cause -> nodes.values().forEach(OtherNode::believe))
                .onComplete(done -> isLooking = false);
    }

    private Future<?> lookAtAll(Response members) {
        Set<String> all = new HashSet<>(nodes.keySet());
        members.forEach(member -> all.add(member.toString()));
        all.remove(node);
        all.removeIf(name -> !installation.has(name));
        all.removeAll(left);
        return Future.join(all.stream().map(this::look).toList());
    }

    private Future<?> look(String name) {
        return send(names.lease(name), Command.GET).onSuccess(found -> {
            Lease lease = Lease.of(found == null ? null : found.toString());
            OtherNode other = lease == null || left.contains(name)
                    ? nodes.get(name)
                    : nodes.computeIfAbsent(name, known -> new OtherNode());
            if (other == null) {
                bury(name);
            } else if (lease != null && other.renewed(lease)) {
                read(name, other);
            } else if (other.isSilentFor(OwnUsers.LEASE_MILLIS)) {
                giveUp(name, other.heardAt());
                bury(name);
            }
        });
    }

    /** First the version and then the set, which may be newer: what comes again is no news then. */
    private void read(String name, OtherNode other) {
        if (!other.read()) {
            return;
        }
        send(names.lease(name), Command.GET)
                .compose(found -> send(names.present(name), Command.SMEMBERS).onSuccess(members -> {
                    Lease lease = Lease.of(found == null ? null : found.toString());
                    if (lease == null || nodes.get(name) != other) {
                        other.hasNotRead();
                    } else if (other.hasRead(lease.version())) {
                        announce(new NodePresence.Known(name, users(members)));
                    } else {
                        read(name, other);
                    }
                }))
                .onFailure(cause -> other.hasNotRead());
    }

    private static Set<Long> users(Response members) {
        Set<Long> users = new HashSet<>();
        members.forEach(member -> users.add(member.toLong()));
        return Set.copyOf(users);
    }

    private void giveUp(String name, Instant at) {
        if (nodes.remove(name) != null) {
            announce(new NodePresence.Gone(name, at));
        }
    }

    private void remember(String name) {
        left.add(name);
        if (left.size() > MOST_LEFT) {
            left.remove(left.iterator().next());
        }
    }

    /** Its set ends by itself. */
    private void bury(String name) {
        servers.send(names.nodes(), Request.cmd(Command.SREM).arg(names.nodes()).arg(name));
    }

    private void announce(NodePresence presence) {
        bus.announce(NodePresence.class, presence);
    }

    private Future<Response> send(String key, Command command) {
        return servers.send(key, Request.cmd(command).arg(key));
    }
}
