package io.confab.redis.cluster;

import static io.confab.redis.BridgeNode.await;
import static io.confab.redis.BridgeNode.next;
import static io.confab.redis.Entries.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LogEntry;
import io.confab.embedded.EmbeddedRedis;
import io.confab.redis.BridgeNode;
import io.confab.redis.RedisConfig.Limits;
import io.confab.testkit.RedisCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes and a cluster of three masters. */
class ClusterIT {

    private RedisCluster cluster;
    private BridgeNode here;
    private BridgeNode there;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(EmbeddedRedis.isPossible(), "SKIPPED: there is no redis-server here to make a cluster of");
        cluster = RedisCluster.launch();
        here = node().connected();
        there = node().connected();
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            here.close();
            there.close();
            cluster.close();
        }
    }

    @Test
    void carriesEntriesOfGroupsOnAllMasters() throws IOException {
        List<BlockingQueue<GroupEvent>> heard = new ArrayList<>();
        for (long group = 1; group <= 40; group++) {
            heard.add(there.mirror(group));
        }
        // several groups in one transaction, of different masters
        here.commit(LongStream.rangeClosed(1, 40)
                .mapToObj(group -> posted(group, 1, "one"))
                .toArray(LogEntry[]::new));
        for (int group = 1; group <= 40; group++) {
            assertThat(next(heard.get(group - 1))).isEqualTo(posted(group, 1, "one"));
        }
        for (int master = 0; master < RedisCluster.MASTERS; master++) {
            assertThat(cluster.run(master, "DBSIZE")).isNotEqualTo("0");
        }
        here.bus.announce(UserEvent.class, new SessionsRevoked(7, Set.of(1L)));
        assertThat(next(there.userEvents)).isEqualTo(new SessionsRevoked(7, Set.of(1L)));
    }

    @Test
    void followsASlotThatMoves() throws IOException {
        long group = 45;
        int slot = Slot.of("45");
        int from = cluster.master(slot);
        int to = (from + 1) % RedisCluster.MASTERS;
        BlockingQueue<GroupEvent> heard = there.mirror(group);
        here.commit(posted(group, 1, "one"));
        assertThat(next(heard)).isEqualTo(posted(group, 1, "one"));
        cluster.move(slot, from, to);
        here.commit(posted(group, 2, "two"));
        there.heads.put(group, 2L);
        awaitSeq(heard, 2);
        await(() -> {
            here.commit(posted(group, 3, "three"));
            return heard.contains(posted(group, 3, "three"));
        });
        assertThat(cluster.run(to, "EXISTS", "message:{45}")).isEqualTo("1");
    }

    @Test
    void goesOnWithTheReplicaOfAMasterThatWasKilled() {
        long group = 45;
        int dead = cluster.master(Slot.of("45"));
        long other = LongStream.range(46, 100)
                .filter(id -> cluster.master(Slot.of(Long.toString(id))) != dead)
                .findFirst()
                .orElseThrow();
        BlockingQueue<GroupEvent> heard = there.mirror(group);
        BlockingQueue<GroupEvent> unharmed = there.mirror(other);
        here.commit(posted(group, 1, "one"));
        assertThat(next(heard)).isEqualTo(posted(group, 1, "one"));
        cluster.kill(dead);
        here.commit(posted(group, 2, "lost"), posted(other, 1, "well"));
        there.heads.put(group, 2L);
        assertThat(next(unharmed)).isEqualTo(posted(other, 1, "well"));
        awaitSeq(heard, 2);
        here.connected();
        there.connected();
        here.commit(posted(group, 3, "three"));
        awaitSeq(heard, 3);
    }

    private BridgeNode node() {
        return new BridgeNode(cluster.uri(), "", new Limits(1_000, 1_000_000, 100, 30_000));
    }

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
