package io.confab.redis;

import static io.confab.redis.BridgeNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.health.CheckRedis.State;
import io.confab.contract.presence.LocalPresence;
import io.confab.contract.presence.NodePresence;
import io.confab.contract.presence.NodePresence.Changed;
import io.confab.contract.presence.NodePresence.Gone;
import io.confab.contract.presence.NodePresence.Known;
import io.confab.redis.RedisConfig.Limits;
import io.confab.testkit.OwnServer;
import io.confab.testkit.RedisCommand;
import io.confab.testkit.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What nodes learn of each other's users, whatever happens to Redis and to nodes. */
@Execution(ExecutionMode.CONCURRENT)
class PresenceIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    private final OwnServer redis = Services.ownRedis();
    private final String prefix = UUID.randomUUID().toString().substring(0, 8) + ":";
    private BridgeNode here;
    private BridgeNode there;
    private View seen;

    /** What one node knows of the others, from what it hears. */
    private static final class View {

        private final Map<String, Set<Long>> nodes = new ConcurrentHashMap<>();
        private final BlockingQueue<NodePresence> all = new LinkedBlockingQueue<>();

        View(BridgeNode node) {
            node.bus.hear(NodePresence.class, this::take);
        }

        private void take(NodePresence presence) {
            if (presence instanceof Known known) {
                nodes.put(known.node(), known.users());
            } else if (presence instanceof Changed changed) {
                Set<Long> users = ConcurrentHashMap.newKeySet();
                users.addAll(nodes.getOrDefault(changed.node(), Set.of()));
                users.addAll(changed.appeared());
                users.removeAll(changed.vanished().keySet());
                nodes.put(changed.node(), users);
            } else {
                nodes.remove(presence.node());
            }
            all.add(presence);
        }

        void await(BridgeNode node, Long... users) {
            Set<Long> wanted = Set.of(users);
            BridgeNode.await(() -> wanted.equals(nodes.get(node.id)));
        }
    }

    @BeforeEach
    void start() {
        here = node();
        there = node();
        seen = new View(there);
        here.connected();
        there.connected();
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        redis.close();
    }

    private BridgeNode node() {
        return new BridgeNode(redis.uri(), prefix, Limits.STANDARD);
    }

    @Test
    void tellsWhoComesAndGoes() {
        come(7, 8);
        seen.await(here, 7L, 8L);
        go(7);
        seen.await(here, 8L);
        assertThat(seen.all).contains(new Changed(here.id, Set.of(), Map.of(7L, NOON)));
    }

    @Test
    void tellsANodeThatStartsLater() {
        come(7);
        seen.await(here, 7L);
        try (BridgeNode late = node()) {
            View lates = new View(late);
            lates.await(here, 7L);
        }
    }

    @Test
    void tellsAtOnceThatANodeHasStopped() {
        come(7);
        seen.await(here, 7L);
        Instant stopped = Instant.now();
        here.close();
        await(() -> !seen.nodes.containsKey(here.id));
        assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(5));
        here = node();
    }

    @Test
    void givesUpANodeThatSaysNothingForTheTimeOfItsLease() throws IOException {
        Instant written = Instant.now();
        run("SADD", prefix + "channel:presence:dead", "5", "6");
        run("SET", prefix + "channel:lease:dead", "3 1");
        run("SADD", prefix + "channel:nodes", "dead");
        await(() -> Set.of(5L, 6L).equals(seen.nodes.get("dead")));
        await(() -> !seen.nodes.containsKey("dead"));
        assertThat(Duration.between(written, Instant.now())).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
        Gone gone = (Gone)
                seen.all.stream().filter(Gone.class::isInstance).findFirst().orElseThrow();
        assertThat(gone.at()).isBetween(written, written.plusSeconds(3));
    }

    @Test
    void keepsWhatItKnowsWhileRedisIsAwayAndAfterItCameBackEmpty() {
        come(7);
        seen.await(here, 7L);
        redis.stop();
        await(() -> here.state() == State.AWAY && there.state() == State.AWAY);
        come(8);
        redis.start();
        seen.await(here, 7L, 8L);
        assertThat(seen.all).noneMatch(Gone.class::isInstance).noneMatch(this::isEmptied);
    }

    private boolean isEmptied(NodePresence presence) {
        return presence instanceof Known known
                && known.node().equals(here.id)
                && !known.users().contains(7L)
                && seen.all.stream().takeWhile(each -> each != presence).anyMatch(Changed.class::isInstance);
    }

    @Test
    void mendsWhatWasFlushedFromRedis() throws IOException {
        come(7);
        seen.await(here, 7L);
        run("FLUSHALL");
        come(8);
        seen.await(here, 7L, 8L);
        await(() -> members().equals("7\n8"));
        try (BridgeNode late = node()) {
            new View(late).await(here, 7L, 8L);
        }
    }

    @Test
    void learnsOfWhatWasSaidWhileItDidNotListen() throws IOException {
        come(7);
        seen.await(here, 7L);
        run("CLIENT", "KILL", "TYPE", "pubsub");
        come(8);
        go(7);
        seen.await(here, 8L);
    }

    @Test
    void copesWithManyUsers() {
        Set<Long> many = LongStream.rangeClosed(1, 20_000).boxed().collect(Collectors.toSet());
        here.bus.announce(LocalPresence.class, new LocalPresence(many, Map.of()));
        await(() -> many.equals(seen.nodes.get(here.id)));
        try (BridgeNode late = node()) {
            View lates = new View(late);
            await(() -> many.equals(lates.nodes.get(here.id)));
        }
    }

    private String members() {
        try {
            return run("SMEMBERS", prefix + "channel:presence:" + here.id)
                    .lines()
                    .sorted()
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String... words) throws IOException {
        return RedisCommand.run(redis.uri(), words);
    }

    private void come(long... users) {
        Set<Long> appeared = Arrays.stream(users).boxed().collect(Collectors.toSet());
        here.bus.announce(LocalPresence.class, new LocalPresence(appeared, Map.of()));
    }

    private void go(long user) {
        here.bus.announce(LocalPresence.class, new LocalPresence(Set.of(), Map.of(user, NOON)));
    }
}
