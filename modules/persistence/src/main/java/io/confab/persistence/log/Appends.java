package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.LogEntry;
import io.confab.contract.message.Message;
import io.confab.contract.message.Sent;
import io.confab.persistence.Connection;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Appends to the logs of all groups, by group commit.
 *
 * <p>One lane takes what waits, of several groups at once, and leaves out groups whose row somebody else holds. Those,
 * and changes, go alone in one of a few further lanes, so that a locked group stalls itself only. The entries of a group
 * are committed and published in one order, because no group is in two lanes at a time.
 */
public final class Appends {

    /** Lanes for groups that go alone. */
    public static final int LONE_LANES = 8;

    private static final long SWEEP_MILLIS = 250;

    private final Backlog backlog = new Backlog();
    private final Announcer announcer;
    private final Seal seal;
    private final Lane shared;
    private final List<Lane> lone;
    private Promise<Void> drained;

    /** Appends with connections of this database, which must have one for each lane; used on one context only. */
    public Appends(Vertx vertx, Database database, Announcer announcer, Seal seal) {
        this.announcer = announcer;
        this.seal = seal;
        shared = new Lane(vertx, database, this::together);
        lone = Stream.generate(() -> new Lane(vertx, database, this::alone))
                .limit(LONE_LANES)
                .toList();
        vertx.setPeriodic(SWEEP_MILLIS, id -> backlog.refuseLate(System.nanoTime()));
    }

    /** Serves {@link AppendMessage}; {@code UNAVAILABLE} at once when too much is waiting. */
    public Future<Sent> append(AppendMessage request) {
        int length = request.content().codePointCount(0, request.content().length());
        if (length == 0 || length > Message.MAX_CONTENT) {
            return Future.failedFuture(
                    Failure.invalid("content", "A message has 1 to " + Message.MAX_CONTENT + " characters"));
        }
        Promise<Sent> answer = Promise.promise();
        add(new Waiting.Send(request, Digest.of(request), answer, System.nanoTime()));
        return answer.future();
    }

    /** Serves {@link AppendChange}; {@code UNAVAILABLE} at once when too much is waiting. */
    public Future<Optional<LogEntry>> append(AppendChange request) {
        Promise<Optional<LogEntry>> answer = Promise.promise();
        add(new Waiting.Order(request, answer, System.nanoTime()));
        return answer.future();
    }

    /** Takes nothing more; completes when what was taken is written or refused. */
    public Future<Void> drain() {
        drained = Promise.promise();
        checkDrained();
        return drained.future();
    }

    private void add(Waiting item) {
        if (drained != null) {
            item.refuse(Failure.unavailable("The server is stopping; try again in a moment"));
        } else if (backlog.add(item)) {
            wake();
        } else {
            item.refuse(Failure.unavailable("Too many messages are waiting; try again"));
        }
    }

    private void wake() {
        shared.wake();
        lone.forEach(Lane::wake);
    }

    private void checkDrained() {
        if (drained != null && backlog.isEmpty()) {
            drained.tryComplete();
        }
    }

    private Optional<Lane.Turn> together() {
        return backlog.nobodyTogether() ? Optional.empty() : Optional.of(new Round(this::gather));
    }

    private Lane.Turn gather(Round round) {
        List<Backlog.Share> shares = backlog.takeTogether();
        shares.forEach(share -> round.held.add(share.queue()));
        return new SendTurn(backlog, announcer, seal, shares, false);
    }

    private Optional<Lane.Turn> alone() {
        return backlog.takeAlone().map(queue -> {
            Round round = new Round(started -> gather(queue));
            round.held.add(queue);
            return round;
        });
    }

    private Lane.Turn gather(GroupQueue queue) {
        return queue.startsWithOrder()
                ? new ChangeTurn(announcer, seal, queue, backlog.takeOrder(queue))
                : new SendTurn(backlog, announcer, seal, List.of(backlog.takeSends(queue)), true);
    }

    /** A turn that gathers its work when its transaction has begun, and releases its groups when that has ended. */
    private final class Round implements Lane.Turn {

        private final Function<Round, Lane.Turn> gather;
        private final List<GroupQueue> held = new ArrayList<>();
        private Lane.Turn work;

        Round(Function<Round, Lane.Turn> gather) {
            this.gather = gather;
        }

        @Override
        public Future<Void> write(Connection connection) {
            work = gather.apply(this);
            return work.write(connection);
        }

        @Override
        public void committed() {
            work.committed();
            release();
        }

        @Override
        public void failed(Throwable cause, boolean unknown) {
            if (work != null) {
                work.failed(cause, unknown);
            }
            release();
        }

        private void release() {
            held.forEach(backlog::release);
            wake();
            checkDrained();
        }
    }
}
