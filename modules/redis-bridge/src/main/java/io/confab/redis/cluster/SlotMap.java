package io.confab.redis.cluster;

import io.confab.redis.link.Host;
import io.vertx.redis.client.Response;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which master has which slot, as far as is known. */
final class SlotMap {

    private final Host[] owners = new Host[Slot.COUNT];
    private final Set<Host> hosts = new LinkedHashSet<>();

    /** Nothing is known. */
    SlotMap() {}

    /**
     * Reads the answer of {@code CLUSTER SLOTS}.
     *
     * @param asked who gave it: a server that does not know its own name leaves it out
     */
    SlotMap(Response slots, Host asked) {
        for (Response range : slots) {
            for (int i = 2; i < range.size(); i++) {
                hosts.add(host(range.get(i), asked));
            }
            Arrays.fill(
                    owners,
                    range.get(0).toInteger(),
                    range.get(1).toInteger() + 1,
                    range.size() > 2 ? host(range.get(2), asked) : null);
        }
    }

    /** The master of a slot, or null. */
    Host owner(int slot) {
        return owners[slot];
    }

    void move(int slot, Host to) {
        owners[slot] = to;
        hosts.add(to);
    }

    Set<Host> masters() {
        return Arrays.stream(owners).filter(Objects::nonNull).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All servers that were named, replicas too. */
    Set<Host> hosts() {
        return hosts;
    }

    private static Host host(Response server, Host asked) {
        String name = server.get(0) == null ? "" : server.get(0).toString();
        return new Host(
                name.isEmpty() || name.equals("?") ? asked.name() : name,
                server.get(1).toInteger());
    }
}
