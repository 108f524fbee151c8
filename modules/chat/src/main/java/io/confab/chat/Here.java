package io.confab.chat;

import io.confab.contract.Bus;
import io.confab.contract.presence.LocalPresence;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The sessions on this node, and what other nodes were told of them. */
final class Here {

    private final Bus bus;
    private final Map<Long, Integer> sessions = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    /** Who came or went since it was told, with the time at which he went last. */
    private final Map<Long, Instant> changed = new HashMap<>();

    Here(Bus bus) {
        this.bus = bus;
    }

    boolean has(long userId) {
        return sessions.containsKey(userId);
    }

    Set<Long> users() {
        return sessions.keySet();
    }

    /** Whether it is his first. */
    boolean opened(long userId) {
        boolean first = sessions.merge(userId, 1, Integer::sum) == 1;
        if (first) {
            changed.putIfAbsent(userId, null);
        }
        return first;
    }

    /** Whether it was his last. */
    boolean closed(long userId, Instant now) {
        boolean last = sessions.computeIfPresent(userId, (id, count) -> count == 1 ? null : count - 1) == null;
        if (last) {
            changed.put(userId, now);
        }
        return last;
    }

    /** Tells what has changed since it was told, if anything has. */
    void tell() {
        Set<Long> appeared = new HashSet<>();
        Map<Long, Instant> vanished = new HashMap<>();
        changed.forEach((userId, leftAt) -> {
            if (has(userId) && told.add(userId)) {
                appeared.add(userId);
            } else if (!has(userId) && told.remove(userId)) {
                vanished.put(userId, leftAt);
            }
        });
        changed.clear();
        if (!appeared.isEmpty() || !vanished.isEmpty()) {
            bus.announce(LocalPresence.class, new LocalPresence(Set.copyOf(appeared), Map.copyOf(vanished)));
        }
    }
}
