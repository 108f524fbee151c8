package io.confab.gateway.session;

import io.confab.gateway.socket.Line;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What comes in on a session, one command after the other. While the session is on hold, and while too many commands are
 * unanswered, what arrived waits and the line is not read.
 */
final class Intake {

    private final Line line;
    private final int maxInFlight;
    private final Consumer<String> commands;
    private final Runnable settled;
    private final Deque<String> waiting = new ArrayDeque<>(1);
    private final InFlight inFlight = new InFlight();
    private boolean onHold;
    private boolean running;
    private boolean paused;
    private boolean closed;

    /**
     * An intake that is empty.
     *
     * @param commands takes them in turn
     * @param settled runs whenever a command has been taken or answered
     */
    Intake(Line line, int maxInFlight, Consumer<String> commands, Runnable settled) {
        this.line = line;
        this.maxInFlight = maxInFlight;
        this.commands = commands;
        this.settled = settled;
    }

    void add(String text) {
        if (!closed) {
            waiting.add(text);
            goOn();
        }
    }

    void hold() {
        onHold = true;
    }

    /** Ends the hold; commands go on once the handler that calls this has returned. */
    void release() {
        onHold = false;
    }

    /** Whether everything that came in has been answered. */
    boolean isSettled() {
        return waiting.isEmpty() && inFlight.size() == 0;
    }

    <T> void await(long groupId, Future<T> answer, Consumer<AsyncResult<T>> handler) {
        InFlight.Place place = inFlight.take(groupId);
        answer.onComplete(result -> {
            place.answer(() -> {
                if (!closed) {
                    handler.accept(result);
                }
            });
            goOn();
        });
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        waiting.clear();
    }

    private void goOn() {
        if (!running && !closed) {
            running = true;
            while (!waiting.isEmpty() && mayGoOn()) {
                commands.accept(waiting.poll());
            }
            running = false;
            adjustReading();
            settled.run();
        }
    }

    private boolean mayGoOn() {
        return !onHold && inFlight.size() < maxInFlight;
    }

    private void adjustReading() {
        if (paused == mayGoOn()) {
            paused = !paused;
            if (paused) {
                line.pause();
            } else {
                line.resume();
            }
        }
    }
}
