package io.confab.redis.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The parcels of one slot, in order, of which some may be under way. */
final class Lane {

    private static final int MOST_ENTRIES = 256;
    private static final int MOST_BYTES = 512 * 1024;

    private final int slot;
    private final Deque<Parcel> waiting = new ArrayDeque<>();
    private boolean underWay;

    Lane(int slot) {
        this.slot = slot;
    }

    int slot() {
        return slot;
    }

    void add(Parcel parcel) {
        waiting.add(parcel);
    }

    /** Takes what goes into one call; nothing while a call is under way. */
    List<Parcel> next() {
        List<Parcel> batch = new ArrayList<>();
        int bytes = 0;
        while (!underWay && !waiting.isEmpty() && batch.size() < MOST_ENTRIES && bytes < MOST_BYTES) {
            Parcel parcel = waiting.poll();
            bytes += parcel.weight();
            batch.add(parcel);
        }
        underWay |= !batch.isEmpty();
        return batch;
    }

    void isDone() {
        underWay = false;
    }

    boolean isIdle() {
        return !underWay && waiting.isEmpty();
    }
}
