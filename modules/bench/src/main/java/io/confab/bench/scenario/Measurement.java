package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Stage;
import io.confab.bench.load.Load;
import io.confab.bench.load.Pace;
import io.confab.bench.load.Seat;
import io.confab.bench.load.Session;
import io.confab.bench.load.Tally;
import io.confab.bench.target.Costs;
import io.confab.bench.target.Meter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One load, warmed up, measured, and ended: after it every send must be answered and every socket must have heard all.
 *
 * @param seen what was seen while it was measured
 * @param costs what that time cost
 * @param unanswered sends under way when the time was over
 * @param end everything since the warm-up began to be counted, to the very last delivery
 * @param behind sockets that had not heard everything 30 s after the last send
 */
record Measurement(Tally.Snapshot seen, Costs costs, int unanswered, Tally.Snapshot end, long behind) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Runs a pace; all {@code seats} must have heard the same of their groups in the end. */
    static Measurement of(Stage stage, Load load, Pace pace, Collection<Seat> seats) {
        load.start(pace);
        sleep(stage.settings().warmUp());
        load.reset();
        Meter meter = Meter.start(stage.target());
        sleep(stage.settings().seconds());
        Tally.Snapshot seen = load.seen();
        Costs costs = meter.costs();
        int unanswered = load.onLoop(load::unanswered);
        pace.stop();
        load.await(() -> load.unanswered() == 0, PATIENCE);
        long behind = waitForAll(load, seats);
        return new Measurement(seen, costs, unanswered, load.seen(), behind);
    }

    private static long waitForAll(Load load, Collection<Seat> seats) {
        try {
            load.await(() -> behind(seats) == 0, PATIENCE);
            return 0;
        } catch (IllegalStateException late) {
            return load.onLoop(() -> behind(seats));
        }
    }

    /** Seats whose session has heard less of the group than another has. */
    private static long behind(Collection<Seat> seats) {
        Map<Long, Long> heads = new HashMap<>();
        seats.forEach(seat -> heads.merge(seat.groupId(), cursor(seat), Math::max));
        return seats.stream()
                .filter(seat -> cursor(seat) < heads.get(seat.groupId()))
                .count();
    }

    private static long cursor(Seat seat) {
        Session session = seat.session();
        return session.cursor(seat.groupId());
    }

    /** The same with so many sockets more that had not heard everything, or something twice. */
    Measurement withBehind(long more) {
        return new Measurement(seen, costs, unanswered, end, behind + more);
    }

    /** Acknowledged sends per second. */
    double acksPerSecond() {
        return seen.acks() / costs.seconds();
    }

    /** CPU of the server in microseconds for each delivery. */
    double serverMicrosPerDelivery() {
        return costs.serverCpu() * 1e6 / seen.deliveries();
    }

    /** What must be zero: losses, doubles, refusals, closed sockets. */
    List<Figure> wrongs() {
        return List.of(
                Figure.none("lost", end.lost() + behind),
                Figure.none("doubled", end.doubled()),
                Figure.none("refused", end.refused()),
                Figure.none("closed", end.closed()));
    }

    static double millis(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0 ? Double.NaN : nanos.getValueAtPercentile(percentile) / 1e6;
    }

    static void sleep(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
