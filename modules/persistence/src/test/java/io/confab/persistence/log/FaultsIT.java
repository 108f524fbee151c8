package io.confab.persistence.log;

import static io.confab.persistence.Rig.message;
import static io.confab.persistence.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.GroupEvent;
import io.confab.contract.account.User;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.health.CheckDatabase;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.Sent;
import io.confab.persistence.Rig;
import io.confab.testkit.OwnServer;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens when the database stalls, dies or comes back; on a server of its own. */
class FaultsIT {

    private static final long PROMISED_MILLIS = 5_000;
    private static final long SLACK_MILLIS = 700;

    private static OwnServer mysql;
    private static Rig rig;

    @BeforeAll
    static void startOnAServerOfItsOwn() {
        mysql = Services.ownMysql();
        rig = new Rig(mysql.uri());
    }

    @AfterAll
    static void stopBoth() {
        rig.close();
        mysql.close();
    }

    private final User ann = rig.user("ann");
    private final long group = rig.group(ann);

    @Test
    void refusesWithinFiveSecondsWhileTheServerIsFrozenAndRecoversByItself() {
        BlockingQueue<GroupEvent> heard = rig.watch(group);
        try (Traffic traffic = new Traffic(rig, ann, group, 40)) {
            traffic.awaitAnswers(200);
            freeze();
            assertThat(rig.refusal(message(ann, group, "into the void")).code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(rig.refusal(new LoadGroups(ann.id(), 0)).code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(rig.refusal(new AdvanceMarks(ann.id(), group, 1, 1)).code())
                    .isEqualTo(Code.UNAVAILABLE);
            mysql.resume();
            traffic.awaitAnswers(200);
            traffic.stop();
            assertThat(traffic.longestMillis()).isLessThan(PROMISED_MILLIS + SLACK_MILLIS);
            check(traffic, heard);
        }
    }

    @Test
    void losesNothingThatWasAnsweredWhenTheServerIsKilled() {
        BlockingQueue<GroupEvent> heard = rig.watch(group);
        try (Traffic traffic = new Traffic(rig, ann, group, 40)) {
            for (int i = 0; i < 3; i++) {
                traffic.awaitAnswers(200);
                mysql.kill();
                mysql.start();
            }
            traffic.awaitAnswers(200);
            traffic.stop();
            check(traffic, heard);
        }
    }

    /** On a busy machine the server may answer for a moment after the signal. */
    private static void freeze() {
        mysql.pause();
        Failure refusal;
        do {
            refusal = rig.refusal(new CheckDatabase());
        } while (refusal == null);
        assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
    }

    /** Whatever was acknowledged is there; a repeat finds it; watchers heard of it or were told to look. */
    private void check(Traffic traffic, BlockingQueue<GroupEvent> heard) {
        traffic.repeatUnanswered();
        List<LogEntry> log = rig.log(group);
        assertThat(log)
                .extracting(LogEntry::seq)
                .isEqualTo(LongStream.rangeClosed(1, log.size()).boxed().toList());
        Map<Object, Long> seqs = new ConcurrentHashMap<>();
        for (LogEntry entry : log) {
            if (entry instanceof MessagePosted posted) {
                assertThat(seqs.put(posted.message().key(), posted.seq()))
                        .as("one message of a key")
                        .isNull();
            }
        }
        traffic.answers().forEach((key, sent) -> assertThat(seqs).containsEntry(key, sent.seq()));

        List<Long> known = new ArrayList<>();
        for (GroupEvent event = next(heard); ; event = next(heard)) {
            known.add(event instanceof HeadMoved moved ? moved.head() : ((LogEntry) event).seq());
            if (known.get(known.size() - 1) == log.size()) {
                break;
            }
        }
        assertThat(known).isSorted();
    }

    @Test
    void saysInOneSentenceThatTheServerIsNotThere() {
        OwnServer gone = Services.ownMysql();
        gone.stop();
        Failure failure = Rig.refusalToStart(gone.uri());
        assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(failure.sentence())
                .contains("127.0.0.1", "cannot be reached")
                .doesNotContain("://root:");
        gone.close();
    }

    @Test
    void givesUpToStartOnAServerThatIsFrozen() {
        OwnServer frozen = Services.ownMysql();
        frozen.pause();
        assertThat(Rig.refusalToStart(frozen.uri()).code()).isEqualTo(Code.UNAVAILABLE);
        frozen.close();
    }

    @Test
    void numbersMessagesRightWhenTheServerCountsInSteps() {
        rig.sql("SET GLOBAL auto_increment_increment = 7");
        try (Rig stepping = new Rig(mysql.uri())) {
            List<Future<Sent>> sends = IntStream.range(0, 100)
                    .mapToObj(i -> stepping.start(message(ann, group, "message")))
                    .toList();
            Future.all(sends).await();
            assertThat(sends)
                    .allSatisfy(send -> assertThat(stepping.number(
                                    "SELECT id FROM messages WHERE group_id = ? AND seq = ?",
                                    group,
                                    send.result().seq()))
                            .isEqualTo(send.result().messageId()));
        } finally {
            rig.sql("SET GLOBAL auto_increment_increment = 1");
        }
    }

    @Test
    void writesNothingThatWaitedTooLong() {
        AppendMessage late = message(ann, group, "too late");
        freeze();
        List<Future<Sent>> sends = IntStream.range(0, 50)
                .mapToObj(i -> rig.start(message(ann, group, "message")))
                .toList();
        Future<Sent> last = rig.start(late);
        assertThat(rig.refusalOf(last).code()).isEqualTo(Code.UNAVAILABLE);
        mysql.resume();
        Rig.settled(sends);
        rig.untilAnswered(message(ann, group, "on time"));
        assertThat(rig.log(group).toString()).doesNotContain("too late");
        assertThat(rig.ask(late).seq()).isPositive();
    }
}
