package io.confab.gateway.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confab.contract.GroupEvent;
import io.confab.contract.log.LogEntry;
import io.confab.gateway.socket.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A session that writes down what it is told. */
final class Listener implements Subscriber {

    static final Encoder NAMES = event -> event.getClass().getSimpleName().getBytes(UTF_8);

    final long userId;
    final List<GroupEvent> told = new ArrayList<>();
    final List<Frame> frames = new ArrayList<>();
    Subscription subscription;
    Encoder encoder = NAMES;
    boolean hasRoom = true;
    boolean isTooSlow;
    int settled;
    int stalled;

    Listener(long userId) {
        this.userId = userId;
    }

    /** The seqs of the entries, in the order in which they were told. */
    List<Long> seqs() {
        return told.stream()
                .filter(LogEntry.class::isInstance)
                .map(event -> ((LogEntry) event).seq())
                .toList();
    }

    static List<Long> seqs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    void drain() {
        hasRoom = true;
        subscription.catchUp();
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public long userId() {
        return userId;
    }

    @Override
    public boolean hasRoom() {
        return hasRoom;
    }

    @Override
    public void deliver(GroupEvent event, Frame frame) {
        told.add(event);
        frames.add(frame);
    }

    @Override
    public void settled(Subscription settledOne) {
        settled++;
    }

    @Override
    public void stalled(Subscription stalledOne) {
        stalled++;
    }

    @Override
    public void tooSlow() {
        isTooSlow = true;
        subscription.end();
    }
}
