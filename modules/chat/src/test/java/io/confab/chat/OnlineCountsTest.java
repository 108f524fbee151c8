package io.confab.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.group.CountMembers;
import io.confab.contract.presence.CountOnline;
import io.confab.contract.presence.NodePresence;
import io.confab.contract.presence.NodePresence.Known;
import io.confab.contract.presence.SessionOpened;
import io.confab.contract.presence.StorePresence;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that answers when the test says so. */
class OnlineCountsTest {

    private static final long GROUP = 5;
    private static final long OTHER = 6;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    private record Asked(CountMembers request, Promise<Map<Long, Integer>> answer) {}

    @BeforeEach
    void start() {
        bus.serve(StorePresence.class, request -> Future.succeededFuture(Map.of()));
        bus.serve(CountMembers.class, request -> {
            Promise<Map<Long, Integer>> answer = Promise.promise();
            asked.add(new Asked(request, answer));
            return answer.future();
        });
        vertx.deployVerticle(new ChatVerticle(bus, "")).await();
        bus.announce(SessionOpened.class, new SessionOpened(7));
        bus.announce(NodePresence.class, new Known("n1", Set.of(7L, 8L)));
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void countsUsersOfAllNodesOnce() throws InterruptedException {
        Future<Map<Long, Integer>> count = count(GROUP, OTHER);
        Asked database = next();
        assertThat(database.request.userIds()).isEqualTo(Set.of(7L, 8L));
        assertThat(database.request.groupIds()).containsExactlyInAnyOrder(GROUP, OTHER);
        database.answer.complete(Map.of(GROUP, 2));
        assertThat(count.await()).isEqualTo(Map.of(GROUP, 2, OTHER, 0));
    }

    @Test
    void remembersACountForAMoment() throws InterruptedException {
        Future<Map<Long, Integer>> first = count(GROUP);
        next().answer.complete(Map.of(GROUP, 2));
        first.await();
        assertThat(count(GROUP).await()).isEqualTo(Map.of(GROUP, 2));
        Future<Map<Long, Integer>> both = count(GROUP, OTHER);
        Asked database = next();
        assertThat(database.request.groupIds()).containsExactly(OTHER);
        database.answer.complete(Map.of(OTHER, 1));
        assertThat(both.await()).isEqualTo(Map.of(GROUP, 2, OTHER, 1));
    }

    @Test
    void asksTheDatabaseOnceAtATimeHoweverManyAsk() throws InterruptedException {
        Future<Map<Long, Integer>> first = count(GROUP);
        Asked one = next();
        Future<Map<Long, Integer>> second = count(OTHER);
        Future<Map<Long, Integer>> third = count(7, OTHER);
        assertThat(third.isComplete()).isFalse();
        one.answer.complete(Map.of(GROUP, 2));
        Asked two = next();
        assertThat(two.request.groupIds()).containsExactly(OTHER, 7L);
        two.answer.complete(Map.of(OTHER, 1, 7L, 1));
        assertThat(first.await()).isEqualTo(Map.of(GROUP, 2));
        assertThat(second.await()).isEqualTo(Map.of(OTHER, 1));
        assertThat(third.await()).isEqualTo(Map.of(OTHER, 1, 7L, 1));
    }

    @Test
    void asksAgainAfterAFailure() throws InterruptedException {
        Future<Map<Long, Integer>> failing = count(GROUP);
        next().answer.fail(Failure.unavailable("The database is away"));
        assertThatThrownBy(failing::await).isInstanceOf(Failure.class);
        Future<Map<Long, Integer>> again = count(GROUP);
        next().answer.complete(Map.of(GROUP, 2));
        assertThat(again.await()).isEqualTo(Map.of(GROUP, 2));
    }

    private Future<Map<Long, Integer>> count(long... groups) {
        return bus.ask(new CountOnline(LongStream.of(groups).boxed().toList()));
    }

    private Asked next() throws InterruptedException {
        Asked next = asked.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("asked in time").isNotNull();
        return next;
    }
}
