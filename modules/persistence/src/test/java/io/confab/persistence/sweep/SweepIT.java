package io.confab.persistence.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.account.User;
import io.confab.contract.group.Role;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.GroupEnteredElsewhere;
import io.confab.contract.log.Guard;
import io.confab.contract.log.HeadMoved;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one database and nothing else between them. */
class SweepIT {

    private static final Duration SOON = Duration.ofSeconds(2);

    private static Rig writer;
    private static Rig hearer;

    @BeforeAll
    static void startTwoNodes() {
        String uri = Services.mysql();
        writer = new Rig(uri);
        hearer = Rig.withNeighbours(uri);
    }

    @AfterAll
    static void stopThem() {
        writer.close();
        hearer.close();
    }

    @Test
    void tellsHowFarAGroupIsThatAnotherNodeWroteTo() {
        User ann = writer.user("ann");
        long group = writer.group(ann);
        BlockingQueue<GroupEvent> heard = hearer.watch(group);
        Instant sent = Instant.now();
        long seq = writer.send(ann, group, "hello").seq();
        awaitHead(heard, group, seq);
        assertThat(Duration.between(sent, Instant.now())).isLessThan(SOON);
    }

    @Test
    void tellsTheSessionsOfAUserThatAnotherNodeBroughtHimIn() {
        User ann = writer.user("ann");
        User bob = writer.user("bob");
        long group = writer.group(ann);
        BlockingQueue<UserEvent> heard = hearer.hearUsers();
        writer.add(ann, bob, group);
        long seq = writer.log(group).size();
        awaitEntered(heard, new GroupEnteredElsewhere(new GroupEntered(bob.id(), group, seq)));
    }

    @Test
    void tellsEverythingOnce() {
        User ann = writer.user("ann");
        User bob = writer.user("bob");
        BlockingQueue<UserEvent> users = hearer.hearUsers();
        long group = writer.group(ann, bob);
        BlockingQueue<GroupEvent> heard = hearer.watch(group);
        long seq = writer.send(ann, group, "hello").seq();
        List<GroupEvent> told = new ArrayList<>(awaitHead(heard, group, seq));
        twoSweeps(ann);
        heard.drainTo(told);
        assertThat(told).doesNotHaveDuplicates().endsWith(new HeadMoved(group, seq));
        List<UserEvent> entered = new ArrayList<>();
        users.drainTo(entered);
        assertThat(entered)
                .filteredOn(event -> groupOf(event) == group)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesOutWhatSomebodyElseTold() {
        User ann = hearer.user("ann");
        BlockingQueue<UserEvent> heard = hearer.hearUsers();
        long group = hearer.group(ann);
        twoSweeps(ann);
        assertThat(heard)
                .filteredOn(event -> groupOf(event) == group)
                .singleElement()
                .isInstanceOf(GroupEntered.class);
    }

    @Test
    void doesNotTakeARoleForAnEntry() {
        User ann = writer.user("ann");
        User bob = writer.user("bob");
        long group = writer.group(ann, bob);
        writer.sql(
                "UPDATE group_members SET joined_at = '2020-01-01', changed_at = '2020-01-01' WHERE group_id = ?",
                group);
        BlockingQueue<UserEvent> heard = hearer.hearUsers();
        writer.ask(new AppendChange(ann.id(), group, Guard.OWNER, new Change.SetRole(bob.id(), Role.ADMIN)));
        twoSweeps(ann);
        assertThat(heard).noneMatch(event -> groupOf(event) == group);
    }

    @Test
    void findsWhatWasCommittedLongAfterItsTime() {
        User ann = writer.user("ann");
        long group = writer.group(ann);
        BlockingQueue<GroupEvent> heard = hearer.watch(group);
        age(group, 8, 77);
        awaitHead(heard, group, 77);
    }

    @Test
    void leavesAloneWhatChangedLongAgo() {
        User ann = writer.user("ann");
        long group = writer.group(ann);
        BlockingQueue<GroupEvent> heard = hearer.watch(group);
        age(group, 3_600, 99);
        twoSweeps(ann);
        assertThat(heard).doesNotContain(new HeadMoved(group, 99));
    }

    @Test
    void getsThroughMoreChangesThanItReadsAtOnce() {
        int many = 20_500;
        User ann = writer.user("ann");
        long before = writer.number("SELECT MAX(id) FROM `groups`");
        BlockingQueue<GroupEvent> early = hearer.watch(before + 1);
        writer.sql("INSERT INTO `groups` (kind, name, created_at, changed_at, head)"
                + " SELECT 'PRIVATE', 'many', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 5 FROM information_schema.columns a"
                + " CROSS JOIN information_schema.columns b LIMIT " + many);
        long last = writer.number("SELECT MAX(id) FROM `groups`");
        BlockingQueue<GroupEvent> late = hearer.watch(last);
        assertThat(last - before).isGreaterThanOrEqualTo(many);
        awaitHead(early, before + 1, 5);
        awaitHead(late, last, 5);
        twoSweeps(ann);
    }

    private static void age(long group, int seconds, long head) {
        writer.sql(
                "UPDATE `groups` SET head = ?, changed_at = UTC_TIMESTAMP(6) - INTERVAL ? SECOND WHERE id = ?",
                head,
                seconds,
                group);
    }

    /** When a second change was told after a first one was told, what came between them has been looked for. */
    private static void twoSweeps(User user) {
        long group = writer.group(user);
        BlockingQueue<GroupEvent> heard = hearer.watch(group);
        for (int i = 0; i < 2; i++) {
            awaitHead(heard, group, writer.send(user, group, "another").seq());
        }
    }

    private static List<GroupEvent> awaitHead(BlockingQueue<GroupEvent> heard, long group, long head) {
        List<GroupEvent> told = new ArrayList<>();
        GroupEvent next = null;
        while (!new HeadMoved(group, head).equals(next)) {
            next = Rig.next(heard);
            told.add(next);
        }
        return told;
    }

    private static long groupOf(UserEvent event) {
        GroupEntered entered =
                event instanceof GroupEnteredElsewhere elsewhere ? elsewhere.entered() : (GroupEntered) event;
        return entered.groupId();
    }

    private static void awaitEntered(BlockingQueue<UserEvent> heard, GroupEnteredElsewhere wanted) {
        while (!Rig.next(heard).equals(wanted)) {
            // others' events
        }
    }
}
