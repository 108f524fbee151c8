package io.confab.bench.load;

import java.util.function.Consumer;

/** The sends under way: when each was meant to happen, and who waits for a free place. Lives on the event loop. */
final class Sends {

    /** No more than this can be under way at once; a power of two. */
    private static final int PLACES = 1 << 20;

    private final long[] intendedNanos = new long[PLACES];
    private final Tally tally;
    private Consumer<Session> whenAnswered = session -> {};
    private long lastRef;
    private int unanswered;

    Sends(Tally tally) {
        this.tally = tally;
    }

    /** Writes a message without flushing. */
    void write(Session session, long groupId, long intended) {
        long ref = ++lastRef;
        intendedNanos[(int) (ref & (PLACES - 1))] = intended;
        unanswered++;
        session.write(groupId, ref, intended);
    }

    void answered(Session session, long ref, boolean acknowledged) {
        if (ref <= 0) {
            return; // an error frame that answers no send
        }
        unanswered--;
        if (acknowledged) {
            tally.acknowledged(System.nanoTime() - intendedNanos[(int) (ref & (PLACES - 1))]);
        }
        whenAnswered.accept(session);
    }

    /** Who hears of each answer; replaces the one before. */
    void whenAnswered(Consumer<Session> listener) {
        whenAnswered = listener;
    }

    int unanswered() {
        return unanswered;
    }
}
