package io.confab.persistence.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** What waits for one group, in the order in which it came. */
final class GroupQueue {

    /** Where a group stands. */
    enum State {
        /** Nothing waits. */
        RESTING,
        /** It is in one of the lists of {@link Backlog}. */
        READY,
        /** A transaction is under way, so what comes waits behind it. */
        UNDER_WAY
    }

    private final long groupId;
    private final Deque<Waiting> items = new ArrayDeque<>();
    private State state = State.RESTING;
    private boolean locked;
    private int tries;

    GroupQueue(long groupId) {
        this.groupId = groupId;
    }

    long groupId() {
        return groupId;
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    /** Somebody else holds the row, so the next transaction has to wait for it, alone. */
    void foundLocked() {
        locked = true;
    }

    /** A transaction was committed. */
    void succeeded() {
        locked = false;
        tries = 0;
    }

    /** Counts a transaction that has to be run again; false when there were too many. */
    boolean mayTryAgain() {
        return ++tries < 3;
    }

    int size() {
        return items.size();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Whether it cannot share a transaction with other groups. */
    boolean mustBeAlone() {
        return locked || startsWithOrder();
    }

    boolean startsWithOrder() {
        return items.peek() instanceof Waiting.Order;
    }

    void add(Waiting item) {
        items.add(item);
    }

    Waiting.Order takeOrder() {
        return (Waiting.Order) items.poll();
    }

    /** Takes sends up to the first change; more than {@code characters} only when the first alone has them. */
    List<Waiting.Send> takeSends(int count, int characters) {
        List<Waiting.Send> sends = new ArrayList<>();
        int room = characters;
        while (sends.size() < count
                && items.peek() instanceof Waiting.Send send
                && (room == characters || send.characters() <= room)) {
            sends.add(send);
            items.poll();
            room -= send.characters();
        }
        return sends;
    }

    /** Puts what was taken back where it was. */
    void putBack(List<? extends Waiting> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            items.addFirst(taken.get(i));
        }
    }

    /** Removes what has waited too long; it is in the order of arrival, but for what was put back. */
    void removeLate(long now, Consumer<Waiting> removed) {
        for (Iterator<Waiting> all = items.iterator(); all.hasNext(); ) {
            Waiting item = all.next();
            if (!item.isOutOfPatience(now)) {
                return;
            }
            all.remove();
            removed.accept(item);
        }
    }
}
