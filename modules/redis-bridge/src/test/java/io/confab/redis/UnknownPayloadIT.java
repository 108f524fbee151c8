package io.confab.redis;

import static io.confab.redis.BridgeNode.next;
import static io.confab.redis.Entries.posted;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.GroupEvent;
import io.confab.contract.Wire;
import io.confab.contract.log.HeadMoved;
import io.confab.redis.RedisConfig.Limits;
import io.confab.testkit.RedisCommand;
import io.confab.testkit.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node makes of payloads that it does not understand, or had better not believe. */
class UnknownPayloadIT {

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
    void learnsAtLeastTheHeadFromAFormatItCannotRead() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        redis("PUBLISH", prefix + "channel:45", "2 other log 45\n\u0001\u0002");
        assertThat(next(heard)).isEqualTo(new HeadMoved(GROUP, 45));
        redis("PUBLISH", prefix + "channel:45", "1 other log 46\n[{\"type\":\"new_kind\",\"seq\":46}]");
        assertThat(next(heard)).isEqualTo(new HeadMoved(GROUP, 46));
    }

    @Test
    void asksTheDatabaseWhenAPayloadSaysNothing() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        there.heads.put(GROUP, 99L);
        redis("PUBLISH", prefix + "channel:45", "rubbish");
        assertThat(next(heard)).isEqualTo(new HeadMoved(GROUP, 99));
    }

    @Test
    void believesNoEntryOfAnotherGroup() {
        BlockingQueue<GroupEvent> heard = there.mirror(GROUP);
        BlockingQueue<GroupEvent> victim = there.mirror(46);
        here.commit(posted(46, 1, "real"));
        assertThat(next(victim)).isEqualTo(posted(46, 1, "real"));
        redis("PUBLISH", prefix + "channel:45", "1 other log 2\n[" + json(46, 2) + "]");
        assertThat(next(heard)).isEqualTo(new HeadMoved(GROUP, 2));
        here.commit(posted(46, 3, "next"));
        assertThat(next(victim)).isEqualTo(posted(46, 3, "next"));
    }

    private static String json(long groupId, long seq) {
        return Wire.object(posted(groupId, seq, "lost")).toString();
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
