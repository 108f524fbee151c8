package io.confab.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.contract.Bus;
import io.confab.contract.group.CountMembers;
import io.confab.contract.presence.CountOnline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many members of a group are online. A count is good for a second, and while one request to the database is under way
 * all that is asked waits for the next: however many ask, the database counts once at a time.
 */
final class OnlineCounts {

    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Bus bus;
    private final Presence presence;
    private final Cache<Long, Integer> counts =
            Caffeine.newBuilder().expireAfterWrite(GOOD_FOR).maximumSize(MOST).build();
    private final Set<Long> wanted = new LinkedHashSet<>();
    private Promise<Map<Long, Integer>> waiting = Promise.promise();
    private boolean isCounting;

    OnlineCounts(Bus bus, Presence presence) {
        this.bus = bus;
        this.presence = presence;
    }

    Future<Map<Long, Integer>> count(CountOnline request) {
        Map<Long, Integer> known = new HashMap<>(counts.getAllPresent(request.groupIds()));
        List<Long> missing = request.groupIds().stream()
                .filter(groupId -> !known.containsKey(groupId))
                .toList();
        if (missing.isEmpty()) {
            return Future.succeededFuture(Map.copyOf(known));
        }
        return read(missing).map(fresh -> {
            missing.forEach(groupId -> known.put(groupId, fresh.getOrDefault(groupId, 0)));
            return Map.copyOf(known);
        });
    }

    private Future<Map<Long, Integer>> read(List<Long> groupIds) {
        Future<Map<Long, Integer>> answer = waiting.future();
        wanted.addAll(groupIds);
        if (!isCounting) {
            begin();
        }
        return answer;
    }

    private void begin() {
        List<Long> all = List.copyOf(wanted);
        Promise<Map<Long, Integer>> asked = waiting;
        waiting = Promise.promise();
        wanted.clear();
        isCounting = true;
        bus.ask(new CountMembers(all, presence.online()))
                .onSuccess(fresh -> all.forEach(groupId -> counts.put(groupId, fresh.getOrDefault(groupId, 0))))
                .onComplete(counted -> goOn())
                .onComplete(asked);
    }

    private void goOn() {
        isCounting = false;
        if (!wanted.isEmpty()) {
            begin();
        }
    }
}
