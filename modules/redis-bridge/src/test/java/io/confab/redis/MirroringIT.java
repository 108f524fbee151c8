package io.confab.redis;

import static io.confab.redis.BridgeNode.next;
import static io.confab.redis.Entries.ANN;
import static io.confab.redis.Entries.left;
import static io.confab.redis.Entries.posted;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.Wire;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.HeadMoved;
import io.confab.contract.presence.Typing;
import io.confab.redis.RedisConfig.Limits;
import io.confab.testkit.RedisCommand;
import io.confab.testkit.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes and a Redis that is well. */
class MirroringIT {

    private static final long GROUP = 45;

    private final String prefix = UUID.randomUUID() + ":";
    private BridgeNode here;
    private BridgeNode there;

    @BeforeEach
    void start() {
        here = node();
        there = node();
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void carriesWhatIsCommittedOnOneNodeToTheWatchersOnAnother() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        here.commit(posted(GROUP, 3, "hi <b>there</b> \u2028 \ud834\udd1e"), left(GROUP, 4));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 3, "hi <b>there</b> \u2028 \ud834\udd1e"));
        assertThat(next(heard)).isEqualTo(left(GROUP, 4));
        assertThat(next(there.elsewhere).entries()).hasSize(2);
        assertThat(there.stats.received().sum()).isEqualTo(2);
        BridgeNode.await(() -> here.stats.published().sum() == 2);
    }

    @Test
    void doesNotHearNodesOfAnotherDatabase() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        try (BridgeNode stranger = new BridgeNode(Services.redis(), prefix, Limits.STANDARD, "another.").connected()) {
            stranger.commit(posted(GROUP, 3, "of another group 45"));
            stranger.bus.publish(new Typing(GROUP, ANN));
            stranger.mirror(GROUP);
            here.commit(posted(GROUP, 4, "ours"));
            assertThat(next(heard)).isEqualTo(posted(GROUP, 4, "ours"));
        }
    }

    @Test
    void dropsItsOwnEcho() {
        BlockingQueue<GroupEvent> own = here.mirror(GROUP);
        BlockingQueue<GroupEvent> others = there.mirror(GROUP);
        here.commit(posted(GROUP, 3, "once"));
        assertThat(next(others)).isEqualTo(posted(GROUP, 3, "once"));
        there.commit(posted(GROUP, 4, "back"));
        assertThat(next(own)).isEqualTo(posted(GROUP, 3, "once"));
        assertThat(next(own)).isEqualTo(posted(GROUP, 4, "back"));
        assertThat(own).isEmpty();
    }

    @Test
    void carriesWhatIsInNoLogOnceAndNotBack() {
        BlockingQueue<GroupEvent> own = here.mirror(GROUP);
        BlockingQueue<GroupEvent> others = there.mirror(GROUP);
        here.bus.publish(new Typing(GROUP, ANN));
        assertThat(next(others)).isEqualTo(new Typing(GROUP, ANN));
        there.commit(posted(GROUP, 9, "after"));
        assertThat(next(others)).isEqualTo(posted(GROUP, 9, "after"));
        assertThat(next(own)).isEqualTo(new Typing(GROUP, ANN));
        assertThat(next(own)).isEqualTo(posted(GROUP, 9, "after"));
        assertThat(own).isEmpty();
        assertThat(others).isEmpty();
    }

    @Test
    void carriesWhatConcernsAUserToTheNodesThatHaveHim() {
        there.mirrorUser(7);
        here.bus.announce(UserEvent.class, new GroupEntered(8, GROUP, 2));
        here.bus.announce(UserEvent.class, new GroupEntered(7, GROUP, 2));
        assertThat(next(there.userEvents)).isEqualTo(new GroupEntered(7, GROUP, 2));
        assertThat(next(here.userEvents)).isEqualTo(new GroupEntered(8, GROUP, 2));
        assertThat(next(here.userEvents)).isEqualTo(new GroupEntered(7, GROUP, 2));
        assertThat(here.userEvents).isEmpty();
    }

    @Test
    void tellsEveryNodeWhichSessionsWereRevoked() {
        SessionsRevoked revoked = new SessionsRevoked(7, Set.of(1L, 2L));
        here.bus.announce(UserEvent.class, revoked);
        assertThat(next(there.userEvents)).isEqualTo(revoked);
    }

    @Test
    void fillsAHoleFromTheStream() {
        here.commit(posted(GROUP, 1, "one"), posted(GROUP, 2, "two"));
        awaitKept(2);
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        there.commit(posted(GROUP, 3, "three"));
        here.commit(posted(GROUP, 4, "four"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 3, "three"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 4, "four"));

        keepWithoutPublishing(5);
        keepWithoutPublishing(6);
        here.commit(posted(GROUP, 7, "seven"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 7, "seven"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 5, "lost"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 6, "lost"));
    }

    @Test
    void leavesAHoleThatIsNotInTheStreamToTheDatabase() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        here.commit(posted(GROUP, 1, "one"));
        here.commit(posted(GROUP, 4, "four"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 1, "one"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 4, "four"));
        assertThat(next(heard)).isEqualTo(new HeadMoved(GROUP, 3));
    }

    @Test
    void needsNothingThatRedisMayForget() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        here.commit(posted(GROUP, 1, "one"));
        next(heard);
        redis("SCRIPT", "FLUSH");
        redis("FUNCTION", "FLUSH");
        redis("DEL", prefix + "message:45");
        here.commit(posted(GROUP, 2, "two"));
        here.commit(posted(GROUP, 3, "three"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 2, "two"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 3, "three"));
    }

    @Test
    void listensAWhileLongerThanItIsWanted() {
        there.mirror(GROUP);
        there.mirror(46);
        there.unmirror(GROUP);
        BridgeNode.await(
                () -> !redis("PUBSUB", "CHANNELS", prefix + "channel:*").contains("channel:45"));
        assertThat(redis("PUBSUB", "CHANNELS", prefix + "channel:*")).contains("channel:46");
    }

    @Test
    void doesNotUnsubscribeWhatIsWantedAgainInTime() {
        there.mirror(GROUP);
        there.mirror(46);
        there.unmirror(GROUP);
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        there.unmirror(46);
        BridgeNode.await(
                () -> !redis("PUBSUB", "CHANNELS", prefix + "channel:*").contains("channel:46"));
        here.commit(posted(GROUP, 1, "still here"));
        assertThat(next(heard)).isEqualTo(posted(GROUP, 1, "still here"));
    }

    private BridgeNode node() {
        Limits limits = new Limits(1_000, 1_000_000, 100, 300);
        return new BridgeNode(Services.redis(), prefix, limits).connected();
    }

    private void awaitKept(int entries) {
        BridgeNode.await(() -> redis("XLEN", prefix + "message:45").equals(Integer.toString(entries)));
    }

    /** Puts an entry into the stream of which nobody hears. */
    private void keepWithoutPublishing(long seq) {
        String entry = "1 other log " + seq + "\n[" + json(GROUP, seq) + "]";
        redis("XADD", prefix + "message:45", seq + "-0", "seq", Long.toString(seq), "entry", entry);
    }

    private static String json(long groupId, long seq) {
        return Wire.object(posted(groupId, seq, "lost")).toString();
    }

    private static String redis(String... words) {
        try {
            return RedisCommand.run(Services.redis(), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
