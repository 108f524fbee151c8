package io.confab.testkit.client;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** Frames that nobody has taken yet, and takers whose frame has not come yet. Lives on one context. */
final class Inbox {

    private record Taker(Predicate<Frame> filter, Promise<Frame> frame) {}

    private final Context context;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Taker> takers = new ArrayList<>();

    Inbox(Context context) {
        this.context = context;
    }

    /** Call on the context. */
    void put(Frame frame) {
        for (Iterator<Taker> i = takers.iterator(); i.hasNext(); ) {
            Taker taker = i.next();
            if (taker.filter.test(frame)) {
                i.remove();
                taker.frame.complete(frame);
                return;
            }
        }
        frames.add(frame);
    }

    Future<Frame> take(Predicate<Frame> filter) {
        Taker taker = new Taker(filter, Promise.promise());
        context.runOnContext(nothing -> frames.stream()
                .filter(filter)
                .findFirst()
                .ifPresentOrElse(
                        frame -> {
                            frames.remove(frame);
                            taker.frame.complete(frame);
                        },
                        () -> takers.add(taker)));
        return taker.frame.future();
    }

    Future<List<Frame>> frames() {
        Promise<List<Frame>> copy = Promise.promise();
        context.runOnContext(nothing -> copy.complete(List.copyOf(frames)));
        return copy.future();
    }
}
