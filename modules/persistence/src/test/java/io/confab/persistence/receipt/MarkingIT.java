package io.confab.persistence.receipt;

import static io.confab.persistence.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure.Code;
import io.confab.contract.account.User;
import io.confab.contract.group.Marks;
import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.ListMarks;
import io.confab.contract.message.MarksMoved;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.contract.message.ReadReceipts;
import io.confab.contract.message.Receipts;
import io.confab.contract.message.Receipts.ByMember;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkingIT {

    @AutoClose
    private static final Rig rig = new Rig(Services.mysql());

    private final User ann = rig.user("ann");
    private final User bob = rig.user("bob");
    private final User eve = rig.user("eve");
    private final long group = rig.group(ann, bob, eve);

    /** Seqs 4–8, from ann, after three joinings. */
    @BeforeEach
    void sendFiveMessages() {
        IntStream.range(0, 5).forEach(i -> rig.send(ann, group, "message"));
    }

    private OwnMarksMoved mark(User user, long delivered, long read) {
        return rig.ask(new AdvanceMarks(user.id(), group, delivered, read));
    }

    @Test
    void movesMarksForwardOnlyAndNeverBeyondTheHead() {
        assertThat(mark(bob, 6, 0)).isEqualTo(new OwnMarksMoved(bob.id(), group, 6, 2, 5));
        assertThat(mark(bob, 0, 7)).isEqualTo(new OwnMarksMoved(bob.id(), group, 7, 7, 1));
        assertThat(mark(bob, 5, 5)).isEqualTo(new OwnMarksMoved(bob.id(), group, 7, 7, 1));
        assertThat(mark(bob, 99, 99)).isEqualTo(new OwnMarksMoved(bob.id(), group, 8, 8, 0));
    }

    @Test
    void countsNeitherOwnNorDeletedMessagesAsUnread() {
        rig.send(bob, group, "my own");
        rig.delete(ann, group, 8);
        assertThat(mark(bob, 0, 6).unread()).isEqualTo(1);
        assertThat(mark(ann, 0, 6).unread()).isEqualTo(1);
    }

    @Test
    void tellsTheGroupAndTheOwnSessionsWhenSomethingMoved() {
        var published = rig.watch(group);
        var told = rig.hearUsers();
        OwnMarksMoved moved = mark(bob, 8, 6);
        assertThat(next(published)).isEqualTo(new MarksMoved(group, List.of(new Marks(bob.id(), 8, 6))));
        assertThat(told).contains(moved);
        mark(bob, 8, 6);
        assertThat(published).isEmpty();
    }

    @Test
    void answersAllThatArriveAtOnce() {
        List<Future<OwnMarksMoved>> all = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> rig.start(new AdvanceMarks((i % 2 == 0 ? bob : eve).id(), group, i % 9, i % 8)))
                .toList();
        Future.all(all).await();
        assertThat(rig.ask(new ListMarks(ann.id(), group)))
                .containsExactly(new Marks(ann.id(), 1, 1), new Marks(bob.id(), 8, 6), new Marks(eve.id(), 8, 7));
    }

    @Test
    void knowsWhoReceivedAndReadAMessageAndWhen() {
        mark(bob, 5, 0);
        mark(bob, 0, 8);
        mark(eve, 6, 0);
        Receipts receipts = rig.ask(new ReadReceipts(ann.id(), group, 6));
        assertThat(receipts.of()).isEqualTo(2);
        assertThat(receipts.delivered()).isEqualTo(2);
        assertThat(receipts.read()).isEqualTo(1);
        assertThat(receipts.members()).extracting(ByMember::userId).containsExactly(bob.id(), eve.id());
        ByMember byBob = receipts.members().get(0);
        assertThat(byBob.readAt()).isEqualTo(byBob.deliveredAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(receipts.members().get(1).readAt()).isNull();
        assertThat(rig.ask(new ReadReceipts(ann.id(), group, 4))
                        .members()
                        .get(0)
                        .deliveredAt())
                .isBefore(byBob.deliveredAt());
    }

    @Test
    void doesNotCountWhoJoinedAfterTheMessage() {
        User late = rig.user("late");
        rig.add(ann, late, group);
        Receipts receipts = rig.ask(new ReadReceipts(ann.id(), group, 6));
        assertThat(receipts.of()).isEqualTo(2);
        assertThat(receipts.read()).isZero();
    }

    @Test
    void hidesEverythingFromStrangers() {
        User stranger = rig.user("stranger");
        assertThat(rig.refusal(new AdvanceMarks(stranger.id(), group, 1, 1)).code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(rig.refusal(new AdvanceMarks(bob.id(), 1L << 40, 1, 1)).code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(rig.refusal(new ListMarks(stranger.id(), group)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(rig.refusal(new ReadReceipts(stranger.id(), group, 4)).code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(rig.refusal(new ReadReceipts(bob.id(), group, 1)).code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void keepsQuietInAGroupOfMoreThanTwoHundred() {
        long large = rig.largeGroup(ann, 201);
        long seq = rig.send(ann, large, "to all").seq();
        User member = rig.memberOf(large, ann);
        var published = rig.watch(large);
        OwnMarksMoved moved = rig.ask(new AdvanceMarks(member.id(), large, seq, seq));
        assertThat(moved.unread()).isZero();
        assertThat(published).isEmpty();
        assertThat(rig.ask(new ListMarks(ann.id(), large))).isEmpty();
        Receipts receipts = rig.ask(new ReadReceipts(ann.id(), large, seq));
        assertThat(receipts).isEqualTo(new Receipts(1, 1, 200, List.of()));
        assertThat(rig.number("SELECT COUNT(*) FROM receipts WHERE group_id = ?", large))
                .isZero();
    }
}
