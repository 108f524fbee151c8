package io.confab.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the sockets of a load have seen since the last {@link #reset}. Lives on the load's event loop. */
public final class Tally {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

    private final Histogram answerNanos = new Histogram(LONGEST, 3);
    private final Histogram deliveryNanos = new Histogram(LONGEST, 3);
    private long refused;
    private long lost;
    private long doubled;
    private long closed;
    private String firstTrouble = "";

    /** Forgets everything. */
    void reset() {
        answerNanos.reset();
        deliveryNanos.reset();
        refused = 0;
        lost = 0;
        doubled = 0;
        closed = 0;
        firstTrouble = "";
    }

    void acknowledged(long nanos) {
        answerNanos.recordValue(Math.min(nanos, LONGEST));
    }

    void delivered(long nanos) {
        deliveryNanos.recordValue(Math.min(nanos, LONGEST));
    }

    /** An entry came that is not the next one of its group. */
    void misplaced(long cursor, long seq) {
        if (seq <= cursor) {
            doubled++;
        } else {
            lost += seq - cursor - 1;
        }
        trouble("seq " + seq + " came after " + cursor);
    }

    void refused(String frame) {
        refused++;
        trouble(frame);
    }

    void closed(int code, String reason) {
        closed++;
        trouble("closed with " + code + " " + reason);
    }

    private void trouble(String what) {
        if (firstTrouble.isEmpty()) {
            firstTrouble = what;
        }
    }

    /** What was seen so far, free of the event loop. */
    Snapshot snapshot() {
        return new Snapshot(answerNanos.copy(), deliveryNanos.copy(), refused, lost, doubled, closed, firstTrouble);
    }

    /**
     * What was seen.
     *
     * @param answerNanos from the moment a send was meant to happen to its {@code message_sent}
     * @param deliveryNanos from the moment a send was meant to happen to each {@code new_message}
     * @param refused {@code error} frames
     * @param lost entries that were skipped in the seqs of a socket
     * @param doubled entries that a socket had already
     * @param closed sockets that were closed on us
     * @param firstTrouble the first of these, in words; empty when there was none
     */
    public record Snapshot(
            Histogram answerNanos,
            Histogram deliveryNanos,
            long refused,
            long lost,
            long doubled,
            long closed,
            String firstTrouble) {

        /** Messages that were acknowledged. */
        public long acks() {
            return answerNanos.getTotalCount();
        }

        /** Messages heard, over all sockets. */
        public long deliveries() {
            return deliveryNanos.getTotalCount();
        }
    }
}
