package io.confab.gateway.session;

import io.confab.gateway.socket.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What writes much to one session: one step after the other, each once the client has taken what is queued. */
final class Turns {

    private final Line line;
    private final Deque<Runnable> waiting = new ArrayDeque<>(1);

    Turns(Line line) {
        this.line = line;
    }

    void add(List<Runnable> steps) {
        waiting.addAll(steps);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes the steps for which there is room; a step sees as waiting those that come after it. */
    void goOn() {
        while (!waiting.isEmpty() && !line.congested()) {
            waiting.poll().run();
        }
    }

    void clear() {
        waiting.clear();
    }
}
