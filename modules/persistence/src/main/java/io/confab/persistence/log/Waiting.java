package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.LogEntry;
import io.confab.contract.message.Sent;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Something that waits for its place in the log of a group. */
sealed interface Waiting {

    /** How long it may wait before it is refused and will not be written any more. */
    long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4_500);

    long groupId();

    /** When it came, by {@link System#nanoTime}. */
    long since();

    /** How much of the bounded memory it takes. */
    int characters();

    void refuse(Throwable cause);

    default boolean isOutOfPatience(long now) {
        return now - since() > PATIENCE_NANOS;
    }

    default void refuseAsLate() {
        refuse(Failure.unavailable("The database is too slow; try again"));
    }

    /**
     * A send.
     *
     * @param digest tells the same body from another one under the same key
     */
    record Send(AppendMessage request, Digest digest, Promise<Sent> answer, long since) implements Waiting {

        @Override
        public long groupId() {
            return request.groupId();
        }

        @Override
        public int characters() {
            return request.content().length();
        }

        @Override
        public void refuse(Throwable cause) {
            answer.tryFail(cause);
        }
    }

    /** A change. */
    record Order(AppendChange request, Promise<Optional<LogEntry>> answer, long since) implements Waiting {

        @Override
        public long groupId() {
            return request.groupId();
        }

        @Override
        public int characters() {
            return 0;
        }

        @Override
        public void refuse(Throwable cause) {
            answer.tryFail(cause);
        }
    }
}
