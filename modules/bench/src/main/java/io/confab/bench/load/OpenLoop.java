package io.confab.bench.load;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * At a given rate, whether the server keeps up or not. Latency counts from the moment a send was meant to happen, so that
 * a server that stalls is charged for everything it kept waiting (no coordinated omission).
 */
public final class OpenLoop implements Pace {

    private final List<Seat> seats;
    private final double perSecond;
    private final int burst;
    private long startNanos;
    private long begun;
    private volatile boolean stopped;

    /** Sends {@code perSecond} messages in turn over the seats, one at a time. */
    public OpenLoop(List<Seat> seats, double perSecond) {
        this(seats, perSecond, 1);
    }

    /** Sends {@code perSecond} messages in bursts: each burst comes from one seat at one moment. */
    public OpenLoop(List<Seat> seats, double perSecond, int burst) {
        this.seats = seats;
        this.perSecond = perSecond;
        this.burst = burst;
    }

    @Override
    public void begin(EventLoop loop, Sends sends) {
        sends.whenAnswered(session -> {});
        startNanos = System.nanoTime();
        sendDue(loop, sends);
    }

    private void sendDue(EventLoop loop, Sends sends) {
        if (stopped) {
            return;
        }
        while (nextAt() <= System.nanoTime()) {
            sendBurst(sends, nextAt());
        }
        Future<?> unused = loop.schedule(
                () -> sendDue(loop, sends), Math.max(0, nextAt() - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private long nextAt() {
        return startNanos + (long) (begun * 1e9 / perSecond);
    }

    private void sendBurst(Sends sends, long intended) {
        Seat seat = seats.get((int) (begun / burst % seats.size()));
        for (int i = 0; i < burst; i++) {
            sends.write(seat.session(), seat.groupId(), intended);
        }
        begun += burst;
        seat.session().flush();
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
