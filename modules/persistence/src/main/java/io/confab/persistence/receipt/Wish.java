package io.confab.persistence.receipt;

import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.OwnMarksMoved;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;

/** How far the marks of one member in one group should be; several requests that wait together become one. */
final class Wish {

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4_500);

    private final Promise<OwnMarksMoved> answer = Promise.promise();
    private final long since;
    private long deliveredSeq;
    private long readSeq;

    /** A wish that waits since this {@link System#nanoTime}. */
    Wish(long since) {
        this.since = since;
    }

    void include(AdvanceMarks request) {
        deliveredSeq = Math.max(deliveredSeq, request.deliveredSeq());
        readSeq = Math.max(readSeq, request.readSeq());
    }

    /** This wish, with a later one answered together with it. */
    Wish with(Wish later) {
        deliveredSeq = Math.max(deliveredSeq, later.deliveredSeq);
        readSeq = Math.max(readSeq, later.readSeq);
        answer.future().onComplete(later.answer);
        return this;
    }

    long deliveredSeq() {
        return deliveredSeq;
    }

    long readSeq() {
        return readSeq;
    }

    boolean isOutOfPatience(long now) {
        return now - since > PATIENCE_NANOS;
    }

    Future<OwnMarksMoved> answer() {
        return answer.future();
    }

    void grant(OwnMarksMoved moved) {
        answer.tryComplete(moved);
    }

    void refuse(Throwable cause) {
        answer.tryFail(cause);
    }
}
