package io.confab.testkit.fault;

import io.confab.testkit.fault.TcpProxy.Direction;
import io.confab.testkit.fault.TcpProxy.Moment;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What happens to all links of a {@link TcpProxy}; lives on its context. */
final class Weather {

    /** Bytes at which a link stops. */
    record Stop(Buffer bytes, Moment moment, Runnable stopped) {

        boolean isAt(Buffer packet) {
            int from = packet.length() - bytes.length();
            return from >= 0 && packet.getBuffer(from, packet.length()).equals(bytes);
        }
    }

    final Set<Direction> stalled = EnumSet.noneOf(Direction.class);
    final Map<Direction, Integer> lost = new EnumMap<>(Direction.class);
    long delayMillis;
    Stop stop;

    void clear() {
        stalled.clear();
        lost.clear();
        delayMillis = 0;
    }

    /** What is left of a packet after the loss that was ordered. */
    Buffer afterLoss(Direction direction, Buffer packet) {
        int losing = Math.min(packet.length(), lost.getOrDefault(direction, 0));
        lost.computeIfPresent(direction, (same, left) -> left - losing);
        return packet.getBuffer(losing, packet.length());
    }

    /** The stop, if this packet going out is the one; it is used up then. */
    Stop takeStop(Buffer packet) {
        Stop due = stop != null && stop.isAt(packet) ? stop : null;
        if (due != null) {
            stop = null;
        }
        return due;
    }
}
