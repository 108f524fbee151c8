package io.confab.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.account.User;
import io.confab.contract.group.ListMembers;
import io.confab.contract.group.LoadMembers;
import io.confab.contract.group.Member;
import io.confab.contract.group.Peer;
import io.confab.contract.group.Role;
import io.confab.contract.presence.LocalPresence;
import io.confab.contract.presence.NodePresence;
import io.confab.contract.presence.NodePresence.Changed;
import io.confab.contract.presence.NodePresence.Gone;
import io.confab.contract.presence.NodePresence.Known;
import io.confab.contract.presence.PresenceChanged;
import io.confab.contract.presence.SessionClosed;
import io.confab.contract.presence.SessionOpened;
import io.confab.contract.presence.StorePresence;
import io.confab.contract.presence.StorePresence.Change;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One node that hears of others. */
@Execution(ExecutionMode.CONCURRENT)
class PresenceTest {

    private static final long GROUP = 5;
    private static final long ANN = 7;
    private static final long BOB = 8;
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.MICROS).minusSeconds(3_600);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final BlockingQueue<PresenceChanged> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Change> stored = new LinkedBlockingQueue<>();
    private final BlockingQueue<LocalPresence> own = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private String deployment;

    @BeforeEach
    void start() {
        bus.watch(GROUP, event -> told.add((PresenceChanged) event));
        bus.hear(LocalPresence.class, own::add);
        bus.serve(StorePresence.class, this::store);
        bus.serve(
                LoadMembers.class,
                request -> Future.succeededFuture(
                        List.of(new Member(new Peer(new User(ANN, "ann", false), false, noon), Role.MEMBER, noon))));
        deployment = vertx.deployVerticle(new ChatVerticle(bus, "")).await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private Future<Map<Long, List<Long>>> store(StorePresence request) {
        if (failures.getAndDecrement() > 0) {
            return Future.failedFuture(Failure.unavailable("away"));
        }
        Map<Long, List<Long>> groups = new HashMap<>();
        for (Change change : request.changes()) {
            stored.add(change);
            groups.put(change.userId(), List.of(GROUP));
        }
        return Future.succeededFuture(groups);
    }

    @Test
    void tellsOfUsersOfOtherNodes() throws InterruptedException {
        announce(new Known("n1", Set.of(ANN)));
        assertThat(next(told)).isEqualTo(online(ANN));
        announce(new Changed("n1", Set.of(BOB), Map.of(ANN, noon)));
        assertThat(next(told)).isEqualTo(online(BOB));
        assertThat(next(told)).isEqualTo(new PresenceChanged(GROUP, ANN, false, noon));
    }

    @Test
    void seesNothingNewInAUserWhoMovesToAnotherNode() throws InterruptedException {
        announce(new Known("n1", Set.of(ANN)));
        assertThat(next(told)).isEqualTo(online(ANN));
        announce(new Changed("n1", Set.of(), Map.of(ANN, noon)));
        open(ANN);
        announce(new Gone("n1", noon));
        settled();
        assertThat(told).isEmpty();
        assertThat(membersOnline()).isTrue();
    }

    @Test
    void takesAUserForOnlineUntilHeHasLeftTheLastNode() throws InterruptedException {
        open(ANN);
        assertThat(next(told)).isEqualTo(online(ANN));
        announce(new Known("n1", Set.of(ANN)));
        close(ANN);
        settled();
        assertThat(told).isEmpty();
        announce(new Changed("n1", Set.of(), Map.of(ANN, noon)));
        assertThat(next(told)).isEqualTo(new PresenceChanged(GROUP, ANN, false, noon));
        assertThat(membersOnline()).isFalse();
    }

    @Test
    void tellsWhenUsersOfADeadNodeWereSeenLast() throws InterruptedException {
        announce(new Known("n1", Set.of(ANN, BOB)));
        assertThat(List.of(next(told), next(told))).containsExactlyInAnyOrder(online(ANN), online(BOB));
        announce(new Gone("n1", noon));
        assertThat(List.of(next(told), next(told)))
                .containsExactlyInAnyOrder(
                        new PresenceChanged(GROUP, ANN, false, noon), new PresenceChanged(GROUP, BOB, false, noon));
        assertThat(stored).contains(new Change(ANN, noon), new Change(BOB, noon));
    }

    @Test
    void tellsOtherNodesWhoIsHereAndNotEachSession() throws InterruptedException {
        open(ANN);
        open(ANN);
        assertThat(next(own)).isEqualTo(new LocalPresence(Set.of(ANN), Map.of()));
        close(ANN);
        open(BOB);
        assertThat(next(own)).isEqualTo(new LocalPresence(Set.of(BOB), Map.of()));
        close(ANN);
        open(ANN);
        close(BOB);
        LocalPresence last = next(own);
        assertThat(last.appeared()).isEmpty();
        assertThat(last.vanished()).containsOnlyKeys(BOB);
    }

    @Test
    void tellsAgainWhatCouldNotBeStored() throws InterruptedException {
        failures.set(2);
        open(ANN);
        assertThat(next(told)).isEqualTo(online(ANN));
    }

    @Test
    void tellsAndStoresAGoingThatCouldNotBeStoredAtFirst() throws InterruptedException {
        open(ANN);
        assertThat(next(told)).isEqualTo(online(ANN));
        stored.clear();
        failures.set(1);
        close(ANN);
        PresenceChanged gone = next(told);
        assertThat(gone.online()).isFalse();
        assertThat(next(stored)).isEqualTo(new Change(ANN, gone.lastSeen()));
    }

    @Test
    void storesWhoWasHereLastBeforeItStops() throws InterruptedException {
        open(ANN);
        open(BOB);
        assertThat(List.of(next(told), next(told))).containsExactlyInAnyOrder(online(ANN), online(BOB));
        announce(new Known("n1", Set.of(BOB)));
        close(ANN);
        close(BOB);
        stored.clear();
        own.clear();
        vertx.undeploy(deployment).await();
        List<Change> last = new ArrayList<>();
        stored.drainTo(last);
        assertThat(last).extracting(Change::userId).as("bob is on another node").containsExactly(ANN);
        assertThat(next(own).vanished()).containsOnlyKeys(ANN, BOB);
    }

    private boolean membersOnline() {
        return bus.ask(new ListMembers(1, GROUP, 0, 10)).await().get(0).peer().online();
    }

    /** Somebody who came later than the longest wait of those before him was told. */
    private void settled() throws InterruptedException {
        announce(new Changed("settled", Set.of(99L), Map.of()));
        assertThat(next(told)).isEqualTo(online(99));
        announce(new Changed("settled", Set.of(), Map.of(99L, noon)));
        assertThat(next(told)).isEqualTo(new PresenceChanged(GROUP, 99, false, noon));
    }

    private static PresenceChanged online(long userId) {
        return new PresenceChanged(GROUP, userId, true, null);
    }

    private void open(long userId) {
        bus.announce(SessionOpened.class, new SessionOpened(userId));
    }

    private void close(long userId) {
        bus.announce(SessionClosed.class, new SessionClosed(userId));
    }

    private void announce(NodePresence presence) {
        bus.announce(NodePresence.class, presence);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("heard in time").isNotNull();
        return next;
    }
}
