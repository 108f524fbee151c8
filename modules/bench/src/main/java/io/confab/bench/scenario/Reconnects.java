package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.load.Account;
import io.confab.bench.load.Load;
import io.confab.bench.load.OpenLoop;
import io.confab.bench.load.Seat;
import io.confab.bench.target.Costs;
import io.confab.bench.target.Crowd;
import io.confab.bench.target.Meter;
import io.confab.bench.target.TwoNodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Many clients lose their connection at the same moment, and come back with their cursors at the same moment. */
public final class Reconnects implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARALLEL = 64;
    private static final int MISSED_PER_SECOND = 20;
    private static final double SECONDS_MORE = 2;

    @Override
    public String name() {
        return "reconnects";
    }

    @Override
    public String summary() {
        return "two nodes: a crowd that comes back at once, until all are caught up; see --crowd";
    }

    @Override
    public List<Result> run(Stage stage) {
        int crowd = stage.settings().crowd();
        try (TwoNodes nodes = stage.ownLaunch(name()).twoNodes();
                Load talking = new Load(nodes.one().uri());
                Crowd people = Crowd.of(nodes.one())) {
            List<Account> accounts = people.users(crowd + 1);
            long group = people.group(accounts);
            Seat speaker = new Seat(
                    talking.connect(accounts.subList(crowd, crowd + 1), 1, PATIENCE)
                            .get(0),
                    group);
            List<Account> here = accounts.subList(0, crowd / 2);
            List<Account> there = accounts.subList(crowd / 2, crowd);
            double handshakes = connect(nodes, here, there, Map.of(), PARALLEL, crowd).perSecond;
            long cursor = talking.onLoop(() -> speaker.session().cursor(group));
            say(talking, speaker);
            double reads = nodes.figure("confab_fills_total");
            Back back = connect(nodes, here, there, Map.of(group, cursor), crowd, crowd);
            reads = nodes.figure("confab_fills_total") - reads;
            return List.of(new Result(
                    name(),
                    Map.of(
                            "clients",
                            crowd,
                            "missed",
                            talking.onLoop(() -> speaker.session().cursor(group)) - cursor),
                    List.of(
                            Figure.of("connect and identify", handshakes, "/s"),
                            Figure.atMost(
                                    crowd / handshakes + SECONDS_MORE,
                                    "all back and caught up",
                                    back.costs.seconds(),
                                    "s"),
                            Figure.atMost(crowd / 100.0, "reads of the log", reads, ""),
                            Figure.of("came a second time", back.secondTries, ""),
                            Figure.none("lost", back.lost)),
                    back.costs,
                    ""));
        }
    }

    /** How a crowd came: how many a second, what it cost the second node, what was missing, and how many tried twice. */
    private record Back(double perSecond, Costs costs, long lost, int secondTries) {}

    /** Both halves at the same time, each at its node; they leave again when all are there. */
    private static Back connect(
            TwoNodes nodes, List<Account> here, List<Account> there, Map<Long, Long> cursors, int parallel, int crowd) {
        try (Load one = new Load(nodes.one().uri());
                Load two = new Load(nodes.two().uri())) {
            Meter meter = Meter.start(nodes.two());
            CompletableFuture<?> first =
                    CompletableFuture.runAsync(() -> one.resume(here, cursors, parallel, PATIENCE));
            two.resume(there, cursors, parallel, PATIENCE);
            first.join();
            Costs costs = meter.costs();
            return new Back(
                    crowd / costs.seconds(),
                    costs,
                    one.seen().lost() + two.seen().lost(),
                    one.onLoop(one::secondTries) + two.onLoop(two::secondTries));
        }
    }

    /** What the others miss: a second's worth of talk. */
    private static void say(Load talking, Seat speaker) {
        OpenLoop pace = new OpenLoop(List.of(speaker), MISSED_PER_SECOND);
        talking.start(pace);
        Measurement.sleep(1);
        pace.stop();
        talking.await(() -> talking.unanswered() == 0, PATIENCE);
    }
}
