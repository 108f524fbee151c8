package io.confab.persistence.log;

import static io.confab.persistence.Rig.message;
import static io.confab.persistence.Rig.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.GroupEvent;
import io.confab.contract.account.User;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.Change;
import io.confab.contract.log.Committed;
import io.confab.contract.log.Guard;
import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LogEntry;
import io.confab.contract.message.Sent;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GroupCommitIT {

    private static Rig rig;
    private static Rig otherNode;

    @BeforeAll
    static void startTwoNodes() {
        String uri = Services.mysql();
        rig = new Rig(uri);
        otherNode = new Rig(uri);
    }

    @AfterAll
    static void stopBoth() {
        rig.close();
        otherNode.close();
    }

    private final User ann = rig.user("ann");
    private final User bob = rig.user("bob");

    private static List<Long> seqs(Collection<? extends GroupEvent> events) {
        return events.stream().map(event -> ((LogEntry) event).seq()).toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static <T> Failure failure(Future<T> future) {
        return (Failure) future.cause();
    }

    @Test
    void givesEachOfManyConcurrentSendsItsPlaceInEachOfManyGroups() {
        List<Long> groups =
                IntStream.range(0, 20).mapToObj(i -> rig.group(ann, bob)).toList();
        var heard = groups.stream().map(rig::watch).toList();
        var commits = rig.hearCommits();
        List<Future<Sent>> sends = IntStream.range(0, 2_000)
                .mapToObj(i -> rig.start(message(i % 3 == 0 ? ann : bob, groups.get(i % 20), "message " + i)))
                .toList();
        Future.all(sends).await();

        for (int g = 0; g < groups.size(); g++) {
            assertThat(rig.log(groups.get(g))).hasSize(102).containsAll(entries(heard.get(g)));
            assertThat(seqs(heard.get(g))).isEqualTo(upTo(102).subList(2, 102));
        }
        assertThat(sends).extracting(send -> send.result().messageId()).doesNotHaveDuplicates();
        assertThat(commits.stream().mapToInt(commit -> commit.entries().size()).sum())
                .isEqualTo(2_000);
        assertThat(commits).hasSizeLessThan(1_000).allSatisfy(GroupCommitIT::isInSeqOrder);
        sends.forEach(send -> assertThat(rig.number(
                        "SELECT id FROM messages WHERE group_id = ? AND seq = ?",
                        send.result().groupId(),
                        send.result().seq()))
                .isEqualTo(send.result().messageId()));
    }

    private static List<LogEntry> entries(Collection<GroupEvent> events) {
        return events.stream().map(event -> (LogEntry) event).toList();
    }

    private static void isInSeqOrder(Committed commit) {
        commit.entries().stream().map(LogEntry::groupId).distinct().forEach(group -> {
            List<Long> seqs = seqs(commit.entries().stream()
                    .filter(entry -> entry.groupId() == group)
                    .toList());
            assertThat(seqs)
                    .isEqualTo(LongStream.range(0, seqs.size())
                            .map(i -> seqs.get(0) + i)
                            .boxed()
                            .toList());
        });
    }

    /** The node may have lost the answer to the first commit, or it was another node's. */
    @Test
    void tellsWatchersTheHeadWhenAMessageTurnsOutToBeStoredAlready() {
        long group = rig.group(ann, bob);
        AppendMessage send = message(ann, group, "stored by another node");
        Sent first = otherNode.ask(send);
        var heard = rig.watch(group);
        assertThat(rig.ask(send)).isEqualTo(first);
        assertThat(Rig.next(heard)).isEqualTo(new HeadMoved(group, first.seq()));
    }

    @Test
    void makesOneMessageOfAKeyThatComesTwiceAtOnce() {
        long group = rig.group(ann, bob);
        AppendMessage send = message(ann, group, "once");
        AppendMessage other = new AppendMessage(ann, group, send.key(), "other", null);
        List<Future<Sent>> sends =
                settled(List.of(rig.start(send), rig.start(send), rig.start(other), rig.start(send)));
        assertThat(rig.log(group)).hasSize(3);
        assertThat(failure(sends.get(2)).code()).isEqualTo(Code.CONFLICT);
        assertThat(List.of(sends.get(1).result(), sends.get(3).result()))
                .containsOnly(sends.get(0).result());
    }

    @Test
    void refusesOneOfManyWithoutHarmToTheOthers() {
        long group = rig.group(ann, bob);
        User eve = rig.user("eve");
        List<Future<Sent>> sends = settled(IntStream.range(0, 100)
                .mapToObj(i -> rig.start(message(i % 10 == 7 ? eve : bob, group, "message")))
                .toList());
        assertThat(sends)
                .filteredOn(Future::failed)
                .hasSize(10)
                .allSatisfy(send -> assertThat(failure(send).code()).isEqualTo(Code.NOT_FOUND));
        assertThat(rig.log(group)).hasSize(92);
    }

    @Test
    void refusesAContentThatIsEmptyOrTooLong() {
        long group = rig.group(ann);
        assertThat(rig.refusal(message(ann, group, "")).field()).isEqualTo("content");
        assertThat(rig.refusal(message(ann, group, "x".repeat(8_001))).field()).isEqualTo("content");
        assertThat(rig.send(ann, group, "👋".repeat(8_000)).seq()).isEqualTo(2);
    }

    @Test
    void storesManyLongMessagesInTransactionsThatTheServerTakes() {
        long group = rig.group(ann);
        String longest = "字".repeat(8_000);
        List<Future<Sent>> sends = IntStream.range(0, 300)
                .mapToObj(i -> rig.start(message(ann, group, longest)))
                .toList();
        Future.all(sends).await();
        assertThat(rig.log(group)).hasSize(301);
    }

    @Test
    void keepsOneOrderOfSendsAndChanges() {
        long group = rig.group(ann, bob);
        long first = rig.send(ann, group, "0").seq();
        var heard = rig.watch(group);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            all.add(rig.start(message(bob, group, "message " + i)));
            all.add(rig.start(new AppendChange(ann.id(), group, Guard.AUTHOR, new Change.Edit(first, "edit " + i))));
        }
        Future.all(all).await();
        assertThat(seqs(heard)).isEqualTo(upTo(203).subList(3, 203));
        assertThat(rig.log(group)).hasSize(203);
    }

    @Test
    void writesOneGroupFromTwoNodesWithoutHolesAndWithoutDoubles() {
        long group = rig.group(ann, bob);
        List<Future<Sent>> sends = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            AppendMessage send = message(i % 2 == 0 ? ann : bob, group, "message " + i);
            sends.add(rig.start(send));
            sends.add(otherNode.start(i % 5 == 0 ? send : message(bob, group, "other " + i)));
        }
        settled(sends);
        sends.stream()
                .filter(Future::failed)
                .forEach(send -> assertThat(failure(send).code()).isEqualTo(Code.UNAVAILABLE));
        List<LogEntry> log = rig.log(group);
        assertThat(seqs(log)).isEqualTo(upTo(log.size()));
        assertThat(sends.stream()
                        .filter(Future::succeeded)
                        .map(Future::result)
                        .distinct()
                        .count())
                .isEqualTo(log.size() - 2);
        assertThat(rig.number("SELECT COUNT(DISTINCT sender_id, send_key) FROM messages WHERE group_id = ?", group))
                .isEqualTo(log.size() - 2);
        assertThat(sends).filteredOn(Future::succeeded).hasSizeGreaterThan(1_900);
    }

    @Test
    void givesAKeyThatIsUsedInTwoGroupsOnTwoNodesAtOnceToOneOfThem() {
        long here = rig.group(ann);
        long there = rig.group(ann);
        for (int i = 0; i < 50; i++) {
            UUID key = UUID.randomUUID();
            List<Future<Sent>> both = settled(List.of(
                    rig.start(new AppendMessage(ann, here, key, "here", null)),
                    otherNode.start(new AppendMessage(ann, there, key, "there", null))));
            assertThat(both).filteredOn(Future::succeeded).hasSize(1);
            assertThat(both)
                    .filteredOn(Future::failed)
                    .allSatisfy(send -> assertThat(failure(send).code()).isEqualTo(Code.CONFLICT));
        }
    }

    @Test
    void stallsOnlyTheGroupWhoseRowSomebodyElseHolds() {
        List<Long> groups =
                IntStream.range(0, 5).mapToObj(i -> rig.group(ann, bob)).toList();
        rig.whileLocked(groups.get(0), lock -> {
            Future<Sent> stalled = rig.start(message(ann, groups.get(0), "waits"));
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                rig.send(bob, groups.get(1 + i % 4), "goes on");
            }
            assertThat(stalled.isComplete()).isFalse();
            assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(3_000);
            lock.release();
            assertThat(stalled.await().seq()).isEqualTo(3);
        });
    }

    @Test
    void refusesTheSendsOfAGroupThatStaysLocked() {
        long group = rig.group(ann, bob);
        List<AppendMessage> requests = IntStream.range(0, 20)
                .mapToObj(i -> message(ann, group, "waits"))
                .toList();
        AtomicLong millis = new AtomicLong();
        rig.whileLocked(group, lock -> {
            long start = System.nanoTime();
            List<Future<Sent>> sends = settled(requests.stream().map(rig::start).toList());
            millis.set((System.nanoTime() - start) / 1_000_000);
            assertThat(sends)
                    .allSatisfy(send -> assertThat(failure(send).code()).isEqualTo(Code.UNAVAILABLE));
            // at the latest the bus's own time-out answers, after 5,000 ms and the way back
            assertThat(millis.get()).isBetween(2_500L, Bus.TIMEOUT_MILLIS + 250);
        });
        long seq = rig.send(bob, group, "free again").seq();
        assertThat(rig.log(group)).hasSize((int) seq);
        if (millis.get() < Bus.TIMEOUT_MILLIS) {
            // none was told so by the bus alone, behind whose back a send on a busy machine may still be stored
            assertThat(seq).isEqualTo(3);
        }
        // who repeats his send with its key has it once, either way
        assertThat(settled(requests.stream().map(rig::start).toList())).allMatch(Future::succeeded);
        assertThat(rig.log(group)).hasSize(3 + requests.size());
    }

    @Test
    void refusesAtOnceWhenTooMuchIsWaiting() {
        long group = rig.group(ann, bob);
        rig.whileLocked(group, lock -> {
            List<Future<Sent>> sends = IntStream.range(0, 9_000)
                    .mapToObj(i -> rig.start(message(ann, group, "waits")))
                    .toList();
            Future<Sent> last = sends.get(8_999);
            assertThat(rig.refusalOf(last).code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(sends.get(0).isComplete()).isFalse();
            assertThat(rig.send(ann, rig.group(ann), "elsewhere").seq()).isEqualTo(2);
        });
    }
}
