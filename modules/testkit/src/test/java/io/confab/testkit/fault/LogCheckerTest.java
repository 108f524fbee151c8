package io.confab.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.fault.ClientLog.Ack;
import io.confab.testkit.fault.ClientLog.Entry;
import io.confab.testkit.fault.ClientLog.From;
import io.confab.testkit.fault.ClientLog.Gap;
import io.confab.testkit.fault.ClientLog.Heard;
import io.confab.testkit.fault.ClientLog.Send;
import io.confab.testkit.fault.StoredLog.Change;
import io.confab.testkit.fault.StoredLog.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Group 1 holds messages 1, 2, 4 and a change 3; user 7 sent all of them and hears them all. Then one thing is wrong. */
final class LogCheckerTest {

    private static final long ANN = 7;

    private final List<Message> messages = new ArrayList<>(List.of(message(1), message(2), message(4)));
    private final List<Change> changes = new ArrayList<>(List.of(new Change(1, 3)));
    private final Map<Long, Long> heads = new java.util.HashMap<>(Map.of(1L, 4L));
    private final List<Send> sends = new ArrayList<>(List.of(send(1), send(2), send(4)));
    private final List<Ack> acks = new ArrayList<>(List.of(ack(1), ack(2), ack(4)));
    private final List<Heard> heard =
            new ArrayList<>(List.of(new From(1, 0), said(1), said(2), new Entry(1, 3, 0), said(4)));
    private boolean complete = true;

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsAnAcknowledgedMessageThatIsNotStored() {
        acks.add(new Ack(1, key(9), 9, 109));
        assertThat(findings()).singleElement().asString().contains("acknowledged but is not stored");
    }

    @Test
    void findsAnAcknowledgementThatNamesAnotherPlace() {
        acks.set(0, new Ack(1, key(1), 2, 101));
        assertThat(findings()).singleElement().asString().contains("was acknowledged but");
    }

    @Test
    void findsTwoAnswersForOneKey() {
        acks.add(new Ack(1, key(1), 1, 102));
        assertThat(findings()).singleElement().asString().contains("was acknowledged but");
    }

    @Test
    void findsAMessageStoredWithAnotherContent() {
        messages.set(1, new Message(1, 2, 102, ANN, key(2), "forged"));
        assertThat(findings()).singleElement().asString().contains("was sent but");
    }

    @Test
    void doesNotCompareTheContentOfAnEditedMessage() {
        messages.set(1, new Message(1, 2, 102, ANN, key(2), null));
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsAKeyStoredTwice() {
        messages.add(new Message(1, 5, 105, ANN, key(4), "text 4"));
        heads.put(1L, 5L);
        heard.add(said(5));
        acks.clear();
        assertThat(findings()).singleElement().asString().contains("several messages");
    }

    @Test
    void findsAHoleInTheStoredSeqs() {
        changes.clear();
        heard.remove(3);
        assertThat(findings()).anyMatch(finding -> finding.contains("has seq 4 where 3 belongs"));
    }

    @Test
    void findsASeqStoredTwice() {
        changes.add(new Change(1, 2));
        assertThat(findings()).singleElement().asString().contains("has seq 2 where 3 belongs");
    }

    @Test
    void findsAHeadThatIsNotTheLastSeq() {
        heads.put(1L, 5L);
        complete = false;
        assertThat(findings()).singleElement().asString().contains("its head is 5");
    }

    @Test
    void findsALostDelivery() {
        heard.remove(said(2));
        assertThat(findings()).singleElement().asString().contains("heard seq 3 of group 1 after 1: some are missing");
    }

    @Test
    void findsALostLastDelivery() {
        heard.remove(said(4));
        assertThat(findings()).containsExactly("ann: heard group 1 up to 3 of 4");
    }

    @Test
    void forgivesALostLastDeliveryOfAClientThatWasAwayAtTheEnd() {
        heard.remove(said(4));
        complete = false;
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsADoubleDelivery() {
        heard.add(3, said(2));
        assertThat(findings()).singleElement().asString().contains("twice or out of order");
    }

    @Test
    void findsAReorderedDelivery() {
        heard.remove(said(2));
        heard.add(said(2));
        assertThat(findings()).anyMatch(finding -> finding.contains("some are missing"));
        assertThat(findings()).anyMatch(finding -> finding.contains("twice or out of order"));
    }

    @Test
    void findsAMessageHeardThatIsNotTheStoredOne() {
        heard.set(2, new Entry(1, 2, 999));
        assertThat(findings()).singleElement().asString().contains("but the database has");
    }

    @Test
    void findsAMessageHeardThatWasNeverStored() {
        heard.add(said(5));
        assertThat(findings()).anyMatch(finding -> finding.contains("but the database has null"));
    }

    @Test
    void beginsAnewAtEachResumePoint() {
        heard.add(new From(1, 2));
        heard.add(new Entry(1, 3, 0));
        heard.add(said(4));
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsWhatIsMissingAfterAResume() {
        heard.add(new From(1, 2));
        heard.add(said(4));
        assertThat(findings()).singleElement().asString().contains("some are missing");
    }

    @Test
    void acceptsAGapThatIsToldWithoutAHole() {
        heard.clear();
        heard.addAll(List.of(new From(1, 0), new Gap(1, 1, 3), said(4)));
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsAGapThatDoesNotBeginAtTheCursor() {
        heard.clear();
        heard.addAll(List.of(new From(1, 0), new Gap(1, 2, 3), said(4)));
        assertThat(findings()).singleElement().asString().contains("some are missing");
    }

    @Test
    void findsWhatWasHeardWithoutAPointToStartFrom() {
        heard.remove(0);
        assertThat(findings()).anyMatch(finding -> finding.contains("without a point to start from"));
    }

    private List<String> findings() {
        ClientLog ann = new ClientLog("ann", ANN, sends, acks, List.of(), heard, complete);
        return LogChecker.findings(new StoredLog(heads, messages, changes), List.of(ann));
    }

    private static UUID key(long seq) {
        return new UUID(0, seq);
    }

    private static Message message(long seq) {
        return new Message(1, seq, 100 + seq, ANN, key(seq), "text " + seq);
    }

    private static Send send(long seq) {
        return new Send(1, key(seq), "text " + seq);
    }

    private static Ack ack(long seq) {
        return new Ack(1, key(seq), seq, 100 + seq);
    }

    private static Entry said(long seq) {
        return new Entry(1, seq, 100 + seq);
    }
}
