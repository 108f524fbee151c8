package io.confab.redis;

import static io.confab.redis.BridgeNode.next;
import static io.confab.redis.Entries.deleted;
import static io.confab.redis.Entries.edited;
import static io.confab.redis.Entries.joined;
import static io.confab.redis.Entries.left;
import static io.confab.redis.Entries.posted;
import static io.confab.redis.Entries.renamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.GroupEvent;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.Role;
import io.confab.redis.RedisConfig.Limits;
import io.confab.testkit.RedisCommand;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the bridge leaves in Redis for others and for itself. */
class KeepingIT {

    private static final long GROUP = 45;

    private final String prefix = UUID.randomUUID() + ":";
    private final BridgeNode here = node();
    private final BridgeNode there = node();

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void keepsTheNamesOfChannelsMembersAndMessagesInRedis() {
        here.commit(joined(GROUP, 1), renamed(GROUP, 2, "Caf\u00e9 ';]]--"), posted(GROUP, 3, "hi"));
        awaitKept(3);
        assertThat(redis("HGETALL", prefix + "channel:45"))
                .isEqualTo("id\n45\nname\nCaf\u00e9 ';]]--\ndescription\nWhat it is for");
        assertThat(redis("SMEMBERS", prefix + "channel:45:subs")).isEqualTo("7");
        assertThat(redis("XRANGE", prefix + "message:45", "3", "3"))
                .contains("message_id\n1003", "channel_id\n45", "text\nhi", "timestamp\n2026-11-21T12:00:00.000001Z")
                .contains("seq\n3");
        here.commit(left(GROUP, 4));
        awaitKept(4);
        assertThat(redis("EXISTS", prefix + "channel:45:subs")).isEqualTo("0");
        assertThat(Long.parseLong(redis("TTL", prefix + "message:45"))).isPositive();
    }

    @Test
    void keepsNoContentThatWasEditedOrDeleted() {
        here.commit(posted(GROUP, 1, "secret one"), posted(GROUP, 2, "secret two"), posted(GROUP, 3, "stays"));
        here.commit(edited(GROUP, 4, 1, "secret still"), deleted(GROUP, 5, 2));
        BridgeNode.await(() -> kept().contains("message_deleted"));
        assertThat(kept()).doesNotContain("secret").contains("stays");

        // a post that comes after its deletion is not kept either
        there.commit(posted(GROUP, 2, "secret two"), posted(GROUP, 6, "last"));
        BridgeNode.await(() -> kept().contains("last"));
        assertThat(kept()).doesNotContain("secret");
    }

    @Test
    void writesTheNameOfANewGroup() {
        Group group = new Group(GROUP, GroupKind.PRIVATE, "Team \"x\"", null, null, 1, 1, Entries.NOON, null);
        here.bus.serve(
                LoadGroups.class,
                request -> Future.succeededFuture(List.of(new GroupSummary(group, Role.OWNER, 1, 1, 0, null, null))));
        here.commit(joined(GROUP, 1));
        BridgeNode.await(() -> redis("HGET", prefix + "channel:45", "name").equals("Team \"x\""));
        assertThat(redis("HGET", prefix + "channel:45", "description")).isEmpty();
    }

    @Test
    void publishesWhatWasCommittedBeforeItsNodeStopped() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        BridgeNode stopping = node();
        for (int seq = 1; seq <= 1_000; seq++) {
            stopping.commit(posted(GROUP, seq, "one of many"));
        }
        stopping.close();
        for (int seq = 1; seq <= 1_000; seq++) {
            assertThat(next(heard)).isEqualTo(posted(GROUP, seq, "one of many"));
        }
    }

    private String kept() {
        return redis("XRANGE", prefix + "message:45", "-", "+");
    }

    private void awaitKept(int entries) {
        BridgeNode.await(() -> redis("XLEN", prefix + "message:45").equals(Integer.toString(entries)));
    }

    private BridgeNode node() {
        return new BridgeNode(Services.redis(), prefix, Limits.STANDARD).connected();
    }

    private static String redis(String... words) {
        try {
            return RedisCommand.run(Services.redis(), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
