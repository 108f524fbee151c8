package io.confab.chat;

import io.confab.contract.presence.NodePresence;
import io.confab.contract.presence.NodePresence.Changed;
import io.confab.contract.presence.NodePresence.Gone;
import io.confab.contract.presence.NodePresence.Known;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Who has sessions on other nodes, as they say. */
final class Elsewhere {

    private final Map<String, Set<Long>> nodes = new HashMap<>();
    /** On how many nodes somebody is. */
    private final Map<Long, Integer> counts = new HashMap<>();

    boolean has(long userId) {
        return counts.containsKey(userId);
    }

    Set<Long> users() {
        return counts.keySet();
    }

    /**
     * Takes what a node says.
     *
     * @param now when those went of whom nobody knows when
     * @param change hears of everybody who came to the node (with null) or went from it (with the time)
     */
    void follow(NodePresence presence, Instant now, BiConsumer<Long, Instant> change) {
        if (presence instanceof Known known) {
            Set<Long> before = Set.copyOf(nodes.getOrDefault(known.node(), Set.of()));
            before.stream()
                    .filter(userId -> !known.users().contains(userId))
                    .forEach(userId -> vanish(known.node(), userId, now, change));
            appear(known.node(), known.users(), change);
        } else if (presence instanceof Changed changed) {
            appear(changed.node(), changed.appeared(), change);
            changed.vanished().forEach((userId, at) -> vanish(changed.node(), userId, at, change));
        } else if (presence instanceof Gone gone) {
            List.copyOf(nodes.getOrDefault(gone.node(), Set.of()))
                    .forEach(userId -> vanish(gone.node(), userId, gone.at(), change));
            nodes.remove(gone.node());
        }
    }

    private void appear(String node, Collection<Long> userIds, BiConsumer<Long, Instant> change) {
        Set<Long> users = nodes.computeIfAbsent(node, absent -> new HashSet<>());
        for (long userId : userIds) {
            if (users.add(userId)) {
                counts.merge(userId, 1, Integer::sum);
                change.accept(userId, null);
            }
        }
    }

    private void vanish(String node, long userId, Instant at, BiConsumer<Long, Instant> change) {
        if (nodes.getOrDefault(node, Set.of()).remove(userId)) {
            counts.computeIfPresent(userId, (id, count) -> count == 1 ? null : count - 1);
            change.accept(userId, at);
        }
    }
}
