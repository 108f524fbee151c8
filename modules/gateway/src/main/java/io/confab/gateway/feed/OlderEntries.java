package io.confab.gateway.feed;

import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads of a group's log for those who are behind; who needs the same range at the same time shares one read. */
final class OlderEntries {

    /** Ranges begin at multiples of this, so that cursors near each other fall into the same. */
    static final int STEP = 64;

    private final long groupId;
    private final Function<ReadLog, Future<LogPage>> log;
    private final Map<Long, List<Wish>> wishes = new HashMap<>();
    private boolean failed;

    private record Wish(Subscription subscription, long after) {}

    OlderEntries(long groupId, Function<ReadLog, Future<LogPage>> log) {
        this.groupId = groupId;
        this.log = log;
    }

    /** Brings a subscription what comes after a seq; what has its place among the recent entries is kept there. */
    void fetch(Subscription subscription, long after, Recent recent) {
        long start = after / STEP * STEP;
        List<Wish> sharing = wishes.computeIfAbsent(start, first -> new ArrayList<>());
        sharing.add(new Wish(subscription, after));
        if (sharing.size() == 1) {
            log.apply(new ReadLog(groupId, start, 2 * STEP))
                    .onComplete(page -> bring(
                            wishes.remove(start),
                            page.succeeded() ? page.result().entries() : null,
                            recent));
        }
    }

    /** Whether a read failed since this was asked last. */
    boolean haveFailed() {
        boolean had = failed;
        failed = false;
        return had;
    }

    private void bring(List<Wish> sharing, List<LogEntry> read, Recent recent) {
        failed |= read == null;
        List<Encoded<LogEntry>> entries = new ArrayList<>();
        if (read != null) {
            read.forEach(entry -> entries.add(new Encoded<>(entry)));
        }
        sharing.forEach(wish -> wish.subscription.take(entries, wish.after));
        if (read == null) {
            sharing.forEach(wish -> wish.subscription.stall());
        }
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (!recent.prepend(entries.get(i))) {
                entries.get(i).close();
            }
        }
    }
}
