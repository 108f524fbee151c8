package io.confab.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.account.DismissGuest;
import io.confab.contract.account.LoadGuests;
import io.confab.contract.account.StoreDismissal;
import io.confab.contract.account.StoreRelease;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.Role;
import io.confab.contract.health.CheckRedis;
import io.confab.contract.health.CheckRedis.State;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.LogEntry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests who are in a public group and in a direct one. */
class GuestsTest {

    private static final long GUEST = 7;
    private static final long HALL = 5;
    private static final long DIRECT = 6;
    private static final Duration HOLD = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private final Set<Long> online = ConcurrentHashMap.newKeySet();
    private final Set<Long> stored = ConcurrentHashMap.newKeySet();
    private final AtomicLong seconds = new AtomicLong();
    private final Guests guests = new Guests(
            bus, online::contains, () -> Duration.ofSeconds(seconds.get()).toNanos());
    private volatile State redis = State.CONNECTED;
    private volatile Future<Optional<LogEntry>> left = Future.succeededFuture(Optional.empty());

    @BeforeEach
    void start() {
        stored.add(GUEST);
        bus.serve(CheckRedis.class, request -> Future.succeededFuture(redis));
        bus.serve(LoadGuests.class, request -> Future.succeededFuture(new ArrayList<>(stored)));
        bus.serve(
                LoadGroups.class,
                request -> Future.succeededFuture(
                        List.of(group(HALL, GroupKind.PUBLIC), group(DIRECT, GroupKind.DIRECT))));
        bus.serve(AppendChange.class, request -> {
            asked.add(request.change());
            return left;
        });
        bus.serve(StoreRelease.class, request -> {
            asked.add(request);
            return Future.succeededFuture();
        });
        bus.serve(StoreDismissal.class, request -> {
            asked.add(request);
            stored.remove(request.userId());
            return Future.succeededFuture();
        });
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void leavesHisGroupsAndThenFreesHisName() {
        run(() -> guests.dismiss(new DismissGuest(GUEST, HOLD))).await();
        assertThat(asked)
                .containsExactly(new StoreRelease(GUEST, HOLD), new Change.Leave(GUEST), new StoreDismissal(GUEST));
    }

    @Test
    void isNoFailureForWhoHasLeftAlready() {
        left = Future.failedFuture(Failure.notFound("group"));
        run(() -> guests.dismiss(new DismissGuest(GUEST, HOLD))).await();
        assertThat(asked).endsWith(new StoreDismissal(GUEST));
    }

    @Test
    void staysHereWhileHeCannotLeave() {
        left = Future.failedFuture(Failure.unavailable("The database is away"));
        Future<Void> dismissal = run(() -> guests.dismiss(new DismissGuest(GUEST, HOLD)));
        assertThatThrownBy(dismissal::await).isInstanceOf(Failure.class);
        assertThat(asked).endsWith(new Change.Leave(GUEST));
    }

    @Test
    void waitsForThoseWhoAreGoing() {
        Promise<Optional<LogEntry>> leaving = Promise.promise();
        left = leaving.future();
        Future<Void> dismissal = run(() -> guests.dismiss(new DismissGuest(GUEST, HOLD)));
        Future<?> settled = run(guests::settled);
        assertThat(settled.isComplete()).isFalse();
        leaving.complete(Optional.empty());
        dismissal.await();
        settled.await();
    }

    @Test
    void dismissesWhoIsOnNoNodeForLong() {
        sweepAt(0);
        sweepAt(15);
        assertThat(asked).isEmpty();
        sweepAt(16);
        assertThat(asked)
                .containsExactly(
                        new StoreRelease(GUEST, Duration.ZERO), new Change.Leave(GUEST), new StoreDismissal(GUEST));
        sweepAt(40);
        assertThat(asked).hasSize(3);
    }

    @Test
    void countsAnewForWhoWasSeenMeanwhile() {
        sweepAt(0);
        online.add(GUEST);
        sweepAt(10);
        online.remove(GUEST);
        sweepAt(20);
        sweepAt(25);
        assertThat(asked).isEmpty();
        sweepAt(26);
        assertThat(asked).hasSize(3);
    }

    @Test
    void judgesNobodyWhileRedisIsAway() {
        sweepAt(0);
        redis = State.AWAY;
        sweepAt(20);
        redis = State.CONNECTED;
        sweepAt(40);
        sweepAt(55);
        assertThat(asked).isEmpty();
        sweepAt(56);
        assertThat(asked).hasSize(3);
    }

    @Test
    void needsLessTimeOnANodeWithoutOthers() {
        redis = State.ALONE;
        sweepAt(0);
        sweepAt(7);
        assertThat(asked).hasSize(3);
    }

    private void sweepAt(long second) {
        seconds.set(second);
        run(guests::sweep).otherwiseEmpty().await();
    }

    private <T> Future<T> run(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(go -> work.get().onComplete(done));
        return done.future();
    }

    private static GroupSummary group(long id, GroupKind kind) {
        Group group = new Group(id, kind, null, null, null, 2, 9, Instant.EPOCH, null);
        return new GroupSummary(group, Role.MEMBER, 0, 0, 0, null, null);
    }
}
