package io.confab.bench.scenario;

import io.confab.bench.load.Account;
import io.confab.bench.load.Load;
import io.confab.bench.load.Seat;
import io.confab.bench.target.Crowd;
import io.confab.bench.target.TwoNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * People in groups of two: one sends on one node, the other hears on the other node, each node with a load of its own.
 *
 * @param senders the sockets on the one node
 * @param sending their seats
 * @param listeners the sockets on the other node
 * @param hearing their seats, in the same order
 */
record Listeners(Load senders, List<Seat> sending, Load listeners, List<Seat> hearing) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARALLEL = 32;

    /** So many groups. */
    static Listeners of(TwoNodes nodes, int groups) {
        Load senders = new Load(nodes.one().uri());
        Load listeners = new Load(nodes.two().uri());
        List<Seat> sending = new ArrayList<>();
        List<Seat> hearing = new ArrayList<>();
        try (Crowd crowd = Crowd.of(nodes.one())) {
            for (int i = 0; i < groups; i++) {
                List<Account> pair = crowd.users(2);
                long group = crowd.group(pair);
                take(senders, pair.get(0), group, sending);
                take(listeners, pair.get(1), group, hearing);
            }
        }
        return new Listeners(senders, sending, listeners, hearing);
    }

    private static void take(Load load, Account account, long group, List<Seat> seats) {
        load.connect(List.of(account), PARALLEL, PATIENCE).forEach(session -> seats.add(new Seat(session, group)));
    }

    /** Waits until every listener has heard what the sender of its group has. */
    void awaitEqual(Duration patience) {
        List<Long> heads =
                senders.onLoop(() -> sending.stream().map(Listeners::cursor).toList());
        listeners.await(() -> hasHeard(heads), patience);
    }

    private boolean hasHeard(List<Long> heads) {
        for (int i = 0; i < heads.size(); i++) {
            if (cursor(hearing.get(i)) < heads.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static long cursor(Seat seat) {
        return seat.session().cursor(seat.groupId());
    }

    @Override
    public void close() {
        senders.close();
        listeners.close();
    }
}
