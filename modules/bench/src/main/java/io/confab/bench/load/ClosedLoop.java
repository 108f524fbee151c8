package io.confab.bench.load;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As fast as the server answers: a fixed number of sends is under way at any time, the same for each seat. */
public final class ClosedLoop implements Pace {

    private final List<Seat> seats;
    private final int inFlight;
    private volatile boolean stopped;

    /** Keeps {@code inFlight} sends under way, spread over the seats. */
    public ClosedLoop(List<Seat> seats, int inFlight) {
        this.seats = seats;
        this.inFlight = inFlight;
    }

    @Override
    public void begin(EventLoop loop, Sends sends) {
        Map<Session, Long> groups = new HashMap<>();
        seats.forEach(seat -> groups.put(seat.session(), seat.groupId()));
        sends.whenAnswered(session -> next(sends, session, groups.get(session)));
        for (int i = 0; i < inFlight; i++) {
            Seat seat = seats.get(i % seats.size());
            next(sends, seat.session(), seat.groupId());
        }
        seats.forEach(seat -> seat.session().flush());
    }

    /** Does not flush: answers come in batches, and the session flushes after each. */
    private void next(Sends sends, Session session, long groupId) {
        if (!stopped) {
            sends.write(session, groupId, System.nanoTime());
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
