package io.confab.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.embedded.EmbeddedRedis;
import io.confab.testkit.RedisCluster;
import io.confab.testkit.client.NativeClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three nodes joined by a Redis Cluster of three masters with a replica each: slots move, masters die. */
@ExtendWith(FleetSetup.class)
class RedisClusterFaultsIT {

    private static final Logger LOG = LoggerFactory.getLogger(RedisClusterFaultsIT.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static RedisCluster redis;
    private static Fleet fleet;

    @BeforeAll
    static void join(Fleet people) throws IOException {
        Assumptions.assumeTrue(EmbeddedRedis.isPossible(), "SKIPPED: there is no redis-server to make a cluster of");
        redis = RedisCluster.launch();
        fleet = people.joinedBy(redis);
    }

    @AfterAll
    static void stop() {
        if (fleet != null) {
            fleet.closeNodes();
        }
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void losesNothingWhenSlotsMoveAndThenMastersAreKilled() throws Exception {
        Load load = Load.start(fleet);
        awaitReady("start on a Redis Cluster");
        for (int i = 0; i < Scale.of(2, 20); i++) {
            Scale.goOn(Duration.ofMillis(500));
            long group = fleet.members().get(i).groups().get(0);
            String stream = "message:{" + group + "}";
            int to = move(redis.slot(stream));
            assertThat(fleet.awaitWhole("Redis Cluster: a slot moved")).isLessThan(LONGEST);
            awaitKept(to, stream, i, group);
        }
        for (int master = 0; master < Scale.of(1, 2); master++) {
            Scale.goOn(1, 5);
            redis.kill(master);
            awaitAway();
            assertThat(fleet.awaitWhole("Redis Cluster: a master killed")).isLessThan(LONGEST);
            awaitReady("Redis Cluster: a replica in the place of its master");
        }
        load.verdict();
    }

    private static int move(int slot) throws IOException {
        int from = redis.master(slot);
        int to = (from + 1) % RedisCluster.MASTERS;
        redis.move(slot, from, to);
        return to;
    }

    /** What is said in the group is kept by the slot's new master. */
    private static void awaitKept(int master, String stream, int member, long group) throws IOException {
        try (NativeClient client = fleet.clients()
                .signIn(fleet.any(), fleet.members().get(member).person().token())) {
            long began = System.nanoTime();
            while (!redis.run(master, "EXISTS", stream).equals("1")) {
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
                Fleet.sendUntilStored(client, group, "Where is this kept?");
            }
        }
    }

    /** The nodes notice that a master is gone; what follows is seen only after that. */
    private static void awaitAway() {
        long began = System.nanoTime();
        while (fleet.nodes().stream().allMatch(RedisClusterFaultsIT::isReady)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
            Scale.goOn(Duration.ofMillis(10));
        }
    }

    private static void awaitReady(String what) {
        long began = System.nanoTime();
        while (!fleet.nodes().stream().allMatch(RedisClusterFaultsIT::isReady)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
            Scale.goOn(Duration.ofMillis(20));
        }
        LOG.info(
                "{}: all nodes joined after {} ms",
                what,
                Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    private static boolean isReady(FleetNode node) {
        return fleet.rest(fleet.nodes().indexOf(node))
                .get("/health/ready", null)
                .path("status")
                .asText()
                .equals("ready");
    }
}
