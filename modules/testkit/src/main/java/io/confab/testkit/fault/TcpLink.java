package io.confab.testkit.fault;

import io.confab.testkit.fault.TcpProxy.Direction;
import io.confab.testkit.fault.TcpProxy.Moment;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;

/** One connection through a {@link TcpProxy}; lives on its context. */
final class TcpLink {

    private record Packet(Buffer bytes, long due) {}

    private final Vertx vertx;
    private final Weather weather;
    private final Map<Direction, NetSocket> goals = new EnumMap<>(Direction.class);
    private final Map<Direction, Queue<Packet>> waiting = new EnumMap<>(Direction.class);
    private Weather.Stop answerStop;
    private boolean stopped;

    TcpLink(Vertx vertx, Weather weather, NetSocket near, NetSocket far) {
        this.vertx = vertx;
        this.weather = weather;
        goals.put(Direction.OUT, far);
        goals.put(Direction.IN, near);
        for (Direction direction : Direction.values()) {
            waiting.put(direction, new ArrayDeque<>());
        }
    }

    void open(Runnable closed) {
        follow(goals.get(Direction.IN), Direction.OUT, closed);
        follow(goals.get(Direction.OUT), Direction.IN, closed);
    }

    private void follow(NetSocket source, Direction direction, Runnable closed) {
        source.handler(bytes -> take(direction, bytes));
        source.exceptionHandler(reset -> source.close());
        source.closeHandler(nothing -> {
            goals.get(direction).close();
            closed.run();
        });
        source.resume();
    }

    void close() {
        goals.values().forEach(NetSocket::close);
    }

    /** Lets go on what may. */
    void drain() {
        for (Direction direction : Direction.values()) {
            drain(direction);
        }
    }

    private void take(Direction direction, Buffer packet) {
        Weather.Stop due = direction == Direction.IN ? answerStop : weather.takeStop(packet);
        if (due != null && due.moment() == Moment.AFTER && direction == Direction.OUT) {
            answerStop = due;
        } else if (due != null) {
            stop(due);
        }
        pass(direction, weather.afterLoss(direction, packet));
    }

    private void stop(Weather.Stop due) {
        stopped = true;
        answerStop = null;
        due.stopped().run();
    }

    private void pass(Direction direction, Buffer packet) {
        if (!stopped && packet.length() > 0) {
            waiting.get(direction).add(new Packet(packet, System.currentTimeMillis() + weather.delayMillis));
            drain(direction);
        }
    }

    private void drain(Direction direction) {
        Queue<Packet> packets = waiting.get(direction);
        long now = System.currentTimeMillis();
        while (!packets.isEmpty() && !stopped && !weather.stalled.contains(direction)) {
            long early = packets.peek().due() - now;
            if (early > 0) {
                vertx.setTimer(early, timer -> drain(direction));
                return;
            }
            goals.get(direction).write(packets.remove().bytes());
        }
    }
}
