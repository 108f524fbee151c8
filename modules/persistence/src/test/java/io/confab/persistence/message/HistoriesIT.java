package io.confab.persistence.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.User;
import io.confab.contract.message.History;
import io.confab.contract.message.Message;
import io.confab.contract.message.ReadHistory;
import io.confab.contract.message.ReadHistory.From;
import io.confab.contract.message.ReadMessage;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HistoriesIT {

    private static Rig rig;
    private static User ann;
    private static User eve;
    private static long group;

    /** A group whose seqs 1 and 2 are joinings, 3–12 messages, 13 the deletion of 5. */
    @BeforeAll
    static void startPersistenceWithTenMessages() {
        rig = new Rig(Services.mysql());
        ann = rig.user("ann");
        eve = rig.user("eve");
        group = rig.group(ann, rig.user("bob"));
        for (int i = 3; i <= 12; i++) {
            rig.send(ann, group, "message " + i);
        }
        rig.delete(ann, group, 5);
    }

    @AfterAll
    static void stopPersistence() {
        rig.close();
    }

    private static History read(From from, long seq, int limit) {
        return rig.ask(new ReadHistory(ann.id(), group, from, seq, limit));
    }

    private static List<Long> seqs(History page) {
        return page.messages().stream().map(Message::seq).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void readsTheNewestPage() {
        History newest = read(From.BEFORE, Long.MAX_VALUE, 4);
        assertThat(seqs(newest)).isEqualTo(range(9, 12));
        assertThat(newest.moreBefore()).isTrue();
        assertThat(newest.moreAfter()).isFalse();
        assertThat(newest.head()).isEqualTo(13);
    }

    @Test
    void readsBackToTheFirstMessage() {
        History oldest = read(From.BEFORE, 6, 3);
        assertThat(seqs(oldest)).isEqualTo(range(3, 5));
        assertThat(oldest.moreBefore()).isFalse();
        assertThat(oldest.moreAfter()).isTrue();
        assertThat(seqs(read(From.BEFORE, 3, 3))).isEmpty();
    }

    @Test
    void readsForward() {
        History page = read(From.AFTER, 0, 2);
        assertThat(seqs(page)).isEqualTo(range(3, 4));
        assertThat(page.moreBefore()).isFalse();
        assertThat(page.moreAfter()).isTrue();
        History last = read(From.AFTER, 10, 200);
        assertThat(seqs(last)).isEqualTo(range(11, 12));
        assertThat(last.moreBefore()).isTrue();
        assertThat(last.moreAfter()).isFalse();
    }

    @Test
    void readsAroundAMessageOrAChange() {
        History around = read(From.AROUND, 7, 4);
        assertThat(seqs(around)).isEqualTo(range(5, 8));
        assertThat(around.moreBefore()).isTrue();
        assertThat(around.moreAfter()).isTrue();
        assertThat(seqs(read(From.AROUND, 7, 1))).containsExactly(7L);
        assertThat(seqs(read(From.AROUND, 13, 4))).isEqualTo(range(11, 12));
    }

    @Test
    void showsADeletedMessageAsAStub() {
        Message stub = rig.ask(new ReadMessage(ann.id(), group, 5));
        assertThat(stub.content()).isNull();
        assertThat(stub.deletedAt()).isNotNull();
        assertThat(read(From.AROUND, 5, 1).messages()).containsExactly(stub);
    }

    @Test
    void showsNothingToStrangersAndNothingThatIsNoMessage() {
        Failure stranger = rig.refusal(new ReadHistory(eve.id(), group, From.BEFORE, 9, 1));
        assertThat(stranger.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(rig.refusal(new ReadMessage(eve.id(), group, 3)).sentence()).isEqualTo(stranger.sentence());
        assertThat(rig.refusal(new ReadMessage(ann.id(), group, 1)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(rig.refusal(new ReadHistory(ann.id(), group, From.BEFORE, 9, 201))
                        .field())
                .isEqualTo("limit");
    }
}
