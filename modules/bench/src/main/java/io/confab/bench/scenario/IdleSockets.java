package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.load.Account;
import io.confab.bench.load.Load;
import io.confab.bench.load.Tally;
import io.confab.bench.target.Costs;
import io.confab.bench.target.Crowd;
import io.confab.bench.target.LiveHeap;
import io.confab.bench.target.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ten thousand sockets that do nothing but their heartbeat. Half of them are the only one of their user, half belong to
 * users with ten each. Every user is a member of one group of all and of one of twenty.
 */
public final class IdleSockets implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARALLEL = 64;
    private static final int SOCKETS_OF_A_BUSY_USER = 10;
    private static final int SMALL_GROUP = 20;
    private static final int WARM_UP_SOCKETS = 1_000;

    @Override
    public String name() {
        return "idle-sockets";
    }

    @Override
    public String summary() {
        return "connects and identifies a second, heap of an idle socket, CPU of all of them";
    }

    @Override
    public List<Result> run(Stage stage) {
        List<Account> accounts = accounts(stage);
        try (Load warmUp = new Load(stage.target().uri())) {
            warmUp.connect(accounts.subList(0, Math.min(WARM_UP_SOCKETS, accounts.size())), PARALLEL, PATIENCE);
        }
        Measurement.sleep(2);
        LiveHeap heap = new LiveHeap(stage.target().serverPid());
        long before = heap.bytes();
        try (Load load = new Load(stage.target().uri())) {
            Meter connecting = Meter.start(stage.target());
            load.connect(accounts, PARALLEL, PATIENCE);
            Costs connected = connecting.costs();
            Measurement.sleep(2);
            long after = heap.bytes();
            load.reset();
            Meter idling = Meter.start(stage.target());
            Measurement.sleep(stage.settings().seconds());
            Costs idle = idling.costs();
            return List.of(
                    connects(accounts.size(), connected), idle(accounts.size(), before, after, idle, load.seen()));
        }
    }

    /** One entry for each socket. */
    private static List<Account> accounts(Stage stage) {
        int sockets = stage.settings().sockets();
        int single = sockets / 2;
        int busy = Math.max(1, (sockets - single) / SOCKETS_OF_A_BUSY_USER);
        try (Crowd crowd = Crowd.of(stage.target())) {
            List<Account> users = crowd.users(single + busy);
            crowd.group(users);
            for (int i = 0; i < users.size(); i += SMALL_GROUP) {
                crowd.group(users.subList(i, Math.min(i + SMALL_GROUP, users.size())));
            }
            List<Account> accounts = new ArrayList<>(users.subList(0, single));
            for (int i = single; i < sockets; i++) {
                accounts.add(users.get(single + i % busy));
            }
            return accounts;
        }
    }

    private Result connects(int sockets, Costs costs) {
        return new Result(
                name(),
                Map.of("sockets", sockets),
                List.of(
                        Figure.atLeast(1_000, "connect and identify", sockets / costs.seconds(), "/s"),
                        Figure.of("server CPU per connect", costs.serverCpu() * 1e6 / sockets, "µs")),
                costs,
                "");
    }

    private Result idle(int sockets, long heapBefore, long heapAfter, Costs costs, Tally.Snapshot seen) {
        return new Result(
                name(),
                Map.of("sockets", sockets, "phase", "idle"),
                List.of(
                        Figure.atMost(10_240, "live heap per socket", (double) (heapAfter - heapBefore) / sockets, "B"),
                        Figure.of("live heap without sockets", (double) heapBefore / (1 << 20), "MB"),
                        Figure.of("live heap with them", (double) heapAfter / (1 << 20), "MB"),
                        Figure.of("server CPU", 100 * costs.serverCpu() / costs.seconds(), "%"),
                        Figure.none("closed", seen.closed())),
                costs,
                seen.firstTrouble());
    }
}
