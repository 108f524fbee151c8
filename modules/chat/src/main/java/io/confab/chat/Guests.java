package io.confab.chat;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.DismissGuest;
import io.confab.contract.account.LoadGuests;
import io.confab.contract.account.StoreDismissal;
import io.confab.contract.account.StoreRelease;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.health.CheckRedis;
import io.confab.contract.health.CheckRedis.State;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.Guard;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guests leave: those who are dismissed, and those who were lost with their node.
 *
 * <p>A guest is lost when he was on no node for a while. Nobody is judged before this node has heard the others for long
 * enough to know them all, and while Redis is away nobody knows who is on them.
 */
final class Guests {

    /** Longer than the lease of a node, and than a new one takes to read those of the others. */
    private static final Duration KNOWS_ALL_AFTER = Duration.ofSeconds(15);
    /** Longer than it takes to let somebody in and to tell the other nodes. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(5);

    private static final int MOST = 100_000;
    private static final int MOST_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Guests.class);

    private final Bus bus;
    private final LongPredicate isOnline;
    private final Set<Future<Void>> going = new HashSet<>();
    /** Who is in the database and on no node, with the time since which that is so in nanoseconds. */
    private final Map<Long, Long> missing = new HashMap<>();

    private final LongSupplier nanoClock;
    /** Since when the others are heard, in nanoseconds; null while they are not. */
    private Long hearsSince;

    private boolean sweeping;

    Guests(Bus bus, LongPredicate isOnline, LongSupplier nanoClock) {
        this.bus = bus;
        this.isOnline = isOnline;
        this.nanoClock = nanoClock;
    }

    Future<Void> dismiss(DismissGuest request) {
        long userId = request.userId();
        Future<Void> dismissal = bus.ask(new StoreRelease(userId, request.hold()))
                .compose(released -> bus.ask(new LoadGroups(userId, 0)))
                .compose(groups -> leaveAll(userId, groups))
                .compose(left -> bus.ask(new StoreDismissal(userId)));
        going.add(dismissal);
        return dismissal.onComplete(done -> going.remove(dismissal));
    }

    /** Completes when those who are going have gone, or could not. */
    Future<Void> settled() {
        return Future.join(List.copyOf(going)).<Void>mapEmpty().otherwiseEmpty();
    }

    /** Dismisses who was lost; to be called every few seconds. */
    Future<Void> sweep() {
        if (sweeping) {
            return Future.succeededFuture();
        }
        sweeping = true;
        return bus.ask(new CheckRedis())
                .compose(this::look)
                .onFailure(cause -> LOG.debug("No sweep for lost guests: {}", cause.getMessage()))
                .onComplete(done -> sweeping = false);
    }

    private Future<Void> look(State state) {
        if (state == State.AWAY) {
            missing.clear();
            hearsSince = null;
            return Future.succeededFuture();
        }
        long now = nanoClock.getAsLong();
        if (hearsSince == null) {
            hearsSince = now;
        }
        boolean knowsAll = state == State.ALONE || now - hearsSince > KNOWS_ALL_AFTER.toNanos();
        return bus.ask(new LoadGuests(MOST))
                .compose(guests -> Future.join(lost(guests, now, knowsAll).stream()
                                .map(guest -> dismiss(new DismissGuest(guest, Duration.ZERO)))
                                .toList())
                        .mapEmpty());
    }

    private List<Long> lost(List<Long> guests, long now, boolean knowsAll) {
        missing.keySet().retainAll(new HashSet<>(guests));
        for (long guest : guests) {
            if (isOnline.test(guest)) {
                missing.remove(guest);
            } else {
                missing.putIfAbsent(guest, now);
            }
        }
        return missing.entrySet().stream()
                .filter(one -> knowsAll && now - one.getValue() > LOST_AFTER.toNanos())
                .map(Map.Entry::getKey)
                .limit(MOST_AT_ONCE)
                .toList();
    }

    /** What was said to one person alone stays with him: a direct group keeps its two members. */
    private Future<?> leaveAll(long userId, List<GroupSummary> groups) {
        return Future.join(groups.stream()
                .filter(group -> group.group().kind() != GroupKind.DIRECT)
                .map(group -> leave(userId, group.group().id()))
                .toList());
    }

    private Future<?> leave(long userId, long groupId) {
        return bus.ask(new AppendChange(userId, groupId, Guard.MEMBER, new Change.Leave(userId)))
                .recover(cause -> Failure.from(cause).code() == Code.NOT_FOUND
                        ? Future.succeededFuture()
                        : Future.failedFuture(cause));
    }
}
