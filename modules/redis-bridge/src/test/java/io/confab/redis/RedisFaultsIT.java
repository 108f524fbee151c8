package io.confab.redis;

import static io.confab.redis.BridgeNode.await;
import static io.confab.redis.BridgeNode.next;
import static io.confab.redis.Entries.deleted;
import static io.confab.redis.Entries.joined;
import static io.confab.redis.Entries.posted;
import static io.confab.redis.Entries.renamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.bridge.MirrorGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.LoadRoster;
import io.confab.contract.group.Roster;
import io.confab.contract.health.CheckRedis.State;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LogEntry;
import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.redis.RedisConfig.Limits;
import io.confab.testkit.OwnServer;
import io.confab.testkit.RedisCommand;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes, and a Redis that is anything but well. */
class RedisFaultsIT {

    private static final long GROUP = 45;
    private static final Limits SMALL = new Limits(10, 1_000_000, 100, 30_000);

    private final OwnServer redis = Services.ownRedis();
    private BridgeNode here;
    private BridgeNode there;

    @BeforeEach
    void start() {
        here = node();
        there = node();
        here.connected();
        there.connected();
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        redis.close();
    }

    @Test
    void catchesUpWhenItsSubscriptionsWereCutOff() throws IOException {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        here.commit(posted(GROUP, 1, "one"));
        next(heard);
        for (int seq = 2; seq < 12; seq++) {
            there.heads.put(GROUP, (long) seq);
            RedisCommand.run(redis.uri(), "CLIENT", "KILL", "TYPE", "pubsub");
            here.commit(posted(GROUP, seq, "more"));
            awaitSeq(heard, seq);
        }
    }

    @Test
    void noticesWithinThreeSecondsThatRedisHangsAndKeepsNobodyWaiting() {
        redis.pause();
        Instant paused = Instant.now();
        there.bus.ask(new MirrorGroup(GROUP)).await();
        assertThat(Duration.between(paused, Instant.now())).isLessThan(Duration.ofSeconds(1));
        await(() -> there.state() == State.AWAY);
        assertThat(Duration.between(paused, Instant.now())).isLessThan(Duration.ofSeconds(3));
        // the connection that hears may notice it a little later than the one that sends
        await(() -> mirrorTime().compareTo(Duration.ofMillis(300)) < 0);
        redis.resume();
        there.connected();
    }

    private Duration mirrorTime() {
        Instant began = Instant.now();
        there.bus.ask(new MirrorGroup(46)).await();
        return Duration.between(began, Instant.now());
    }

    @Test
    void tellsHeadsAfterARedisThatHung() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        here.commit(posted(GROUP, 1, "one"));
        next(heard);
        redis.pause();
        await(() -> here.state() == State.AWAY && there.state() == State.AWAY);
        here.commit(posted(GROUP, 2, "two"));
        there.heads.put(GROUP, 2L);
        redis.resume();
        awaitSeq(heard, 2);
    }

    @Test
    void tellsWhereMarksStandThatMovedWhileRedisHung() {
        OwnMarksMoved now = new OwnMarksMoved(7, GROUP, 9, 9, 1);
        here.bus.serve(AdvanceMarks.class, request -> {
            assertThat(request).isEqualTo(new AdvanceMarks(7, GROUP, 0, 0));
            return Future.succeededFuture(now);
        });
        there.mirrorUser(7);
        redis.pause();
        await(() -> here.state() == State.AWAY && there.state() == State.AWAY);
        here.bus.announce(UserEvent.class, new OwnMarksMoved(7, GROUP, 5, 5, 5));
        redis.resume();
        assertThat(next(there.userEvents)).isEqualTo(now);
    }

    @Test
    void goesOnWithARedisThatWasRestartedEmpty() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        here.commit(posted(GROUP, 1, "one"));
        next(heard);
        redis.kill();
        await(() -> here.state() == State.AWAY && there.state() == State.AWAY);
        here.commit(posted(GROUP, 2, "two"));
        there.heads.put(GROUP, 2L);
        BlockingQueue<GroupEvent> late = there.mirror(46);
        there.heads.put(46L, 7L);
        redis.start();
        awaitSeq(heard, 2);
        assertThat(next(late)).isEqualTo(new HeadMoved(46, 7));
        here.connected();
        there.connected();
        here.commit(posted(GROUP, 3, "three"));
        awaitSeq(heard, 3);
    }

    @Test
    void leavesAHoleToTheDatabaseWhenTheStreamIsLost() throws IOException {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        here.commit(posted(GROUP, 1, "one"));
        next(heard);
        RedisCommand.run(redis.uri(), "FLUSHALL");
        here.commit(posted(GROUP, 3, "three"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 3, "three"));
        assertThat(next(heard)).isEqualTo(new HeadMoved(GROUP, 2));
    }

    @Test
    void writesNamesAndMembersOfItsGroupsAgainIntoARedisThatWasEmptied() throws IOException {
        Group group = new Group(GROUP, GroupKind.PRIVATE, "Team", null, null, 1_002, 1, Entries.NOON, null);
        there.bus.serve(LoadRoster.class, request -> Future.succeededFuture(new Roster(group, page(request))));
        there.mirror(GROUP);
        await(() -> tried("SISMEMBER", "channel:nodes", there.id).equals("1"));
        RedisCommand.run(redis.uri(), "FLUSHALL");
        await(() -> tried("SCARD", "channel:45:subs").equals("1002"));
        assertThat(tried("HGET", "channel:45", "name")).isEqualTo("Team");
        redis.kill();
        redis.start();
        await(() -> tried("SCARD", "channel:45:subs").equals("1002"));
        assertThat(tried("HGET", "channel:45", "name")).isEqualTo("Team");
    }

    /** Of a group whose members are 1 to 1,002. */
    private static List<Long> page(LoadRoster request) {
        return LongStream.rangeClosed(request.afterUserId() + 1, 1_002)
                .limit(Roster.PAGE)
                .boxed()
                .toList();
    }

    private String tried(String... words) {
        try {
            return RedisCommand.run(redis.uri(), words);
        } catch (IOException notYet) {
            return "no answer";
        }
    }

    @Test
    void publishesAlthoughRedisIsFullOrReadOnly() throws IOException {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        RedisCommand.run(redis.uri(), "CONFIG", "SET", "maxmemory-policy", "noeviction");
        RedisCommand.run(redis.uri(), "CONFIG", "SET", "maxmemory", "1");
        here.commit(posted(GROUP, 1, "full"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 1, "full"));
        RedisCommand.run(redis.uri(), "CONFIG", "SET", "maxmemory", "0");
        RedisCommand.run(redis.uri(), "REPLICAOF", "127.0.0.1", "1");
        here.commit(posted(GROUP, 2, "read only"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 2, "read only"));
        RedisCommand.run(redis.uri(), "REPLICAOF", "NO", "ONE");
        here.commit(posted(GROUP, 3, "well"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 3, "well"));
    }

    @Test
    void dropsWhatItCannotKeepAndTellsTheHeadLater() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        redis.pause();
        for (int seq = 1; seq <= 50; seq++) {
            here.commit(posted(GROUP, seq, "one of many"));
        }
        redis.resume();
        awaitSeq(heard, 50);
        here.commit(posted(GROUP, 51, "next"));
        awaitSeq(heard, 51);
    }

    @Test
    void leavesNothingThatWasDeletedWhileRedisWasAway() throws IOException {
        here.commit(posted(GROUP, 1, "secret"));
        await(() -> kept().contains("secret"));
        redis.pause();
        await(() -> here.state() == State.AWAY);
        here.commit(deleted(GROUP, 2, 1));
        redis.resume();
        await(() -> !kept().contains("secret"));
    }

    @Test
    void needsNoMoreThanThePermissionsOfItsNames() throws IOException {
        // those of docs/adr/0030-redis-bridge.md
        RedisCommand.run(
                redis.uri(),
                ("ACL SETUSER confab on >its-own ~channel:* ~message:* &channel:* -@all +@connection +@pubsub"
                                + " +xadd +xdel +xrange +expire +unlink +sadd +srem +hset"
                                + " +get +set +del +pexpire +scard +smembers +eval")
                        .split(" ", -1));
        String uri = redis.uri().replaceFirst("//.*@", "//confab:its-own@");
        try (BridgeNode limited = new BridgeNode(uri, "", SMALL).connected()) {
            BlockingQueue<GroupEvent> heard = limited.mirror(GROUP);
            here.commit(posted(GROUP, 1, "to"));
            assertThat(next(heard)).isEqualTo(posted(GROUP, 1, "to"));
            BlockingQueue<GroupEvent> others = there.mirror(GROUP);
            limited.commit(joined(GROUP, 2), renamed(GROUP, 3, "fro"), posted(GROUP, 4, "and back"));
            awaitSeq(others, 4);
            await(() -> kept().contains("and back"));
            assertThat(RedisCommand.run(redis.uri(), "ACL", "LOG"))
                    .as("what was denied")
                    .isEmpty();
        }
    }

    @Test
    void staysAwayWhenThePasswordIsWrong() {
        String uri = redis.uri().replaceFirst("//.*@", "//:guessed@");
        try (BridgeNode stranger = new BridgeNode(uri, "", SMALL)) {
            stranger.mirror(GROUP);
            assertThat(stranger.state()).isEqualTo(State.AWAY);
        }
    }

    @Test
    void startsWithoutRedisAndFindsItLater() {
        redis.stop();
        try (BridgeNode late = node()) {
            assertThat(late.state()).isEqualTo(State.AWAY);
            BlockingQueue<GroupEvent> heard = late.mirror(GROUP);
            late.mirrorUser(7);
            redis.start();
            late.connected();
            here.connected();
            await(() -> {
                here.bus.announce(UserEvent.class, new GroupEntered(7, GROUP, 1));
                return !late.userEvents.isEmpty();
            });
            here.commit(posted(GROUP, 1, "hello"));
            awaitSeq(heard, 1);
        }
    }

    private String kept() {
        try {
            return RedisCommand.run(redis.uri(), "XRANGE", "message:45", "-", "+");
        } catch (IOException notYet) {
            return "no answer, perhaps a secret";
        }
    }

    private BridgeNode node() {
        return new BridgeNode(redis.uri(), "", SMALL);
    }

    /** Waits until a feed would know of this entry: it came, or a head that counts it. */
    private static void awaitSeq(BlockingQueue<GroupEvent> heard, long seq) {
        long known = 0;
        while (known < seq) {
            GroupEvent event = next(heard);
            known = Math.max(
                    known,
                    event instanceof LogEntry entry
                            ? entry.seq()
                            : event instanceof HeadMoved moved ? moved.head() : 0);
        }
    }
}
