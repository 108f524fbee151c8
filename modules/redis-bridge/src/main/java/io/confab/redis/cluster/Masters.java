package io.confab.redis.cluster;

import io.confab.redis.link.Address;
import io.confab.redis.link.CommandLink;
import io.confab.redis.link.Host;
import io.confab.redis.link.PushLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The connections to the servers of a cluster: one to send on and one to hear for each that is needed. */
final class Masters {

    private final Vertx vertx;
    private final Address address;
    private final String probeChannel;
    private final PushLink.Listener listener;
    private final Map<Host, CommandLink> commands = new HashMap<>();
    private final Map<Host, PushLink> pushes = new HashMap<>();

    Masters(Vertx vertx, Address address, String probeChannel, PushLink.Listener listener) {
        this.vertx = vertx;
        this.address = address;
        this.probeChannel = probeChannel;
        this.listener = listener;
    }

    /** The connection to send on; opened if there is none. */
    CommandLink commands(Host host) {
        return commands.computeIfAbsent(host, absent -> new CommandLink(vertx, address, host).open());
    }

    /** The connection to hear; opened if there is none. */
    PushLink pushes(Host host) {
        return pushes.computeIfAbsent(
                host,
                absent -> PushLink.sharded(vertx, address, host, probeChannel, listener)
                        .open());
    }

    boolean areUp(Collection<Host> hosts) {
        return hosts.stream()
                .allMatch(host -> commands(host).isUp() && pushes(host).isUp());
    }

    /** Opens connections to these servers, and closes those to others. */
    void keep(Set<Host> hosts) {
        hosts.forEach(this::commands);
        hosts.forEach(this::pushes);
        List<Host> known = new ArrayList<>(commands.keySet());
        known.addAll(pushes.keySet());
        known.stream().filter(host -> !hosts.contains(host)).forEach(this::close);
    }

    Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>();
        commands.values().forEach(link -> closing.add(link.close()));
        pushes.values().forEach(link -> closing.add(link.close()));
        return Future.join(closing).mapEmpty();
    }

    private void close(Host host) {
        CommandLink sending = commands.remove(host);
        if (sending != null) {
            sending.close();
        }
        PushLink hearing = pushes.remove(host);
        if (hearing != null) {
            hearing.close();
        }
    }
}
