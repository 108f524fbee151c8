package io.confab.redis.cluster;

import io.confab.contract.Failure;
import io.confab.redis.link.Address;
import io.confab.redis.link.CommandLink;
import io.confab.redis.link.Host;
import io.confab.redis.link.PushLink;
import io.confab.redis.link.Refused;
import io.confab.redis.link.Servers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several servers, each the master of some slots. As long as anything is not where it ought to be, the cluster is asked
 * twice a second who has what.
 */
public final class Cluster implements Servers {

    private static final long REPAIR_MILLIS = 500;
    private static final int MOST_REDIRECTIONS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final Vertx vertx;
    private final Address address;
    private final String probeChannel;
    private final Placement placement = new Placement();
    private SlotMap map = new SlotMap();
    private Masters masters;
    private Servers.Listener listener;
    private long repairs;
    private boolean isAsking;
    private boolean isStale = true;

    /** The cluster of this address. */
    public Cluster(Vertx vertx, Address address, String probeChannel) {
        this.vertx = vertx;
        this.address = address;
        this.probeChannel = probeChannel;
    }

    @Override
    public void open(Servers.Listener hears) {
        listener = hears;
        masters = new Masters(vertx, address, probeChannel, new Following());
        address.hosts().forEach(masters::commands);
        repairs = vertx.setPeriodic(REPAIR_MILLIS / 5, REPAIR_MILLIS, tick -> repair());
    }

    @Override
    public boolean isConnected() {
        Set<Host> owners = map.masters();
        return !owners.isEmpty() && masters.areUp(owners);
    }

    @Override
    public boolean isUp(String key) {
        Host owner = map.owner(Slot.of(key));
        return owner != null && masters.commands(owner).isUp();
    }

    @Override
    public boolean isListening(String channel) {
        Host owner = map.owner(Slot.of(channel));
        return owner != null && masters.pushes(owner).isUp();
    }

    @Override
    public int slot(String key) {
        return Slot.of(key);
    }

    @Override
    public Command publish() {
        return Command.SPUBLISH;
    }

    @Override
    public Future<Response> send(String key, Request request) {
        int slot = Slot.of(key);
        Host owner = map.owner(slot);
        return owner == null
                ? Future.failedFuture(Failure.unavailable("Redis has no master for this"))
                : masters.commands(owner).send(request).recover(cause -> redirect(cause, request, MOST_REDIRECTIONS));
    }

    /** What is sent elsewhere is refused, and goes to the right server the next time. */
    @Override
    public Future<Map<Integer, Refused>> sendAll(String key, List<Request> requests) {
        Host owner = map.owner(Slot.of(key));
        return owner == null
                ? Future.failedFuture(Failure.unavailable("Redis has no master for this"))
                : masters.commands(owner)
                        .sendAll(requests)
                        .onSuccess(refused -> refused.values().stream()
                                .flatMap(refusal -> Redirection.of(refusal).stream())
                                .filter(Redirection::forGood)
                                .findFirst()
                                .ifPresent(this::follow));
    }

    @Override
    public void subscribe(Collection<String> channels) {
        channels.forEach(channel -> placement.put(channel, null));
        place(channels);
    }

    @Override
    public void unsubscribe(Collection<String> channels) {
        channels.forEach(this::leave);
        channels.forEach(placement::remove);
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(repairs);
        return masters.close();
    }

    private Future<Response> redirect(Throwable cause, Request request, int left) {
        Redirection way = left == 0 ? null : Redirection.of(cause).orElse(null);
        if (way == null) {
            return Future.failedFuture(cause);
        }
        CommandLink link = masters.commands(way.to());
        if (way.forGood()) {
            follow(way);
        } else {
            // valid for the next command on the connection
            link.send(Request.cmd(Command.ASKING));
        }
        return link.send(request).recover(again -> redirect(again, request, left - 1));
    }

    private void follow(Redirection way) {
        map.move(way.slot(), way.to());
        isStale = true;
    }

    /** Puts right whatever is not where it ought to be. */
    private void repair() {
        if ((isStale || !isConnected() || !placement.wrong(map).isEmpty()) && !isAsking) {
            ask();
        }
    }

    /** Asks any server that answers; those that were heard of are connected to meanwhile. */
    private void ask() {
        Set<Host> candidates = new LinkedHashSet<>(map.masters());
        candidates.addAll(map.hosts());
        candidates.addAll(address.hosts());
        List<Host> up = candidates.stream()
                .filter(host -> masters.commands(host).isUp())
                .toList();
        if (!up.isEmpty()) {
            isAsking = true;
            Host asked = up.get((int) (System.nanoTime() / 1_000 % up.size()));
            masters.commands(asked)
                    .send(Request.cmd(Command.CLUSTER).arg("SLOTS"))
                    .onComplete(answer -> isAsking = false)
                    .onSuccess(slots -> learn(new SlotMap(slots, asked)))
                    .onFailure(cause -> LOG.warn("No slots from {}: {}", asked, cause.getMessage()));
        }
    }

    private void learn(SlotMap learnt) {
        map = learnt;
        isStale = false;
        Set<Host> owners = map.masters();
        if (masters.areUp(owners)) {
            masters.keep(owners);
        }
        place(placement.wrong(map));
    }

    private void place(Collection<String> channels) {
        Map<Host, List<String>> byHost = new HashMap<>();
        for (String channel : channels) {
            Host owner = map.owner(Slot.of(channel));
            if (!Objects.equals(owner, placement.host(channel))) {
                leave(channel);
            }
            placement.put(channel, owner);
            if (owner != null) {
                byHost.computeIfAbsent(owner, none -> new ArrayList<>()).add(channel);
            }
        }
        byHost.forEach((host, some) -> masters.pushes(host).subscribe(some));
    }

    private void leave(String channel) {
        Host host = placement.host(channel);
        if (host != null) {
            masters.pushes(host).unsubscribe(List.of(channel));
            listener.lost(List.of(channel));
        }
    }

    private final class Following implements PushLink.Listener {

        @Override
        public void heard(String channel, Buffer payload) {
            listener.heard(channel, payload);
        }

        @Override
        public void confirmed(String channel) {
            placement.confirm(channel);
            listener.confirmed(channel);
        }

        @Override
        public void lost(Collection<String> channels) {
            placement.lose(channels);
            listener.lost(channels);
        }

        @Override
        public void ended(String channel) {
            isStale = true;
            lost(List.of(channel));
        }

        @Override
        public void refused(Refused refusal) {
            Redirection.of(refusal).ifPresentOrElse(Cluster.this::follow, () -> {
                isStale = true;
                LOG.warn("Redis refused a subscription: {}", refusal.getMessage());
            });
        }
    }
}
