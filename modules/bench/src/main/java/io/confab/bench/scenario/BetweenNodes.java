package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.load.ClosedLoop;
import io.confab.bench.load.OpenLoop;
import io.confab.bench.load.Pace;
import io.confab.bench.load.Tally;
import io.confab.bench.target.Costs;
import io.confab.bench.target.Meter;
import io.confab.bench.target.TwoNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent on one node and heard on the other: as fast as it goes, then at half of that, then in bursts of nine, of which
 * the first is committed alone and the others together.
 */
public final class BetweenNodes implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BURST = 9;
    private static final int BURSTS_PER_SECOND = 100;

    @Override
    public String name() {
        return "between-nodes";
    }

    @Override
    public String summary() {
        return "two nodes: send to delivery between them, and what Redis does for it";
    }

    @Override
    public List<Result> run(Stage stage) {
        try (TwoNodes nodes = stage.ownLaunch(name()).twoNodes();
                Listeners people = Listeners.of(nodes, stage.settings().groups())) {
            int inFlight = stage.settings().inFlight();
            Result fastest =
                    measure(stage, nodes, people, new ClosedLoop(people.sending(), inFlight), "all it can", false);
            double half = fastest.figures().get(0).value() / 2;
            return List.of(
                    fastest,
                    measure(stage, nodes, people, new OpenLoop(people.sending(), half), "half of that", true),
                    measure(
                            stage,
                            nodes,
                            people,
                            new OpenLoop(people.sending().subList(0, 1), BURSTS_PER_SECOND * BURST, BURST),
                            "bursts of " + BURST,
                            false));
        }
    }

    /** What both nodes and Redis have counted so far. */
    private record Counts(double redisCpu, double entries, double commits) {

        static Counts of(TwoNodes nodes) {
            return new Counts(
                    nodes.redisCpu(),
                    nodes.figure("confab_commit_entries_sum"),
                    nodes.figure("confab_commit_entries_count"));
        }

        Counts since(Counts before) {
            return new Counts(redisCpu - before.redisCpu, entries - before.entries, commits - before.commits);
        }
    }

    private Result measure(
            Stage stage, TwoNodes nodes, Listeners people, Pace pace, String load, boolean asksForLatency) {
        people.senders().start(pace);
        Measurement.sleep(stage.settings().warmUp());
        people.senders().reset();
        people.listeners().reset();
        Counts before = Counts.of(nodes);
        Meter meter = Meter.start(nodes.two());
        Measurement.sleep(stage.settings().seconds());
        Tally.Snapshot sent = people.senders().seen();
        Tally.Snapshot heard = people.listeners().seen();
        Costs costs = meter.costs();
        Counts counts = Counts.of(nodes).since(before);
        pace.stop();
        people.senders().await(() -> people.senders().unanswered() == 0, PATIENCE);
        people.awaitEqual(PATIENCE);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("load", load);
        parameters.put("groups", people.sending().size());
        Tally.Snapshot end = people.listeners().seen();
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.of("acknowledged", sent.acks() / costs.seconds(), "/s"),
                Figure.of("entries of a transaction", counts.entries / counts.commits, ""),
                Figure.atMost(2, "Redis CPU per message", counts.redisCpu * 1e6 / sent.acks(), "µs"),
                Figure.none("lost", end.lost()),
                Figure.none("doubled", end.doubled())));
        figures.addAll(latencies(heard, asksForLatency));
        return new Result(name(), parameters, figures, costs, end.firstTrouble());
    }

    private static List<Figure> latencies(Tally.Snapshot heard, boolean asked) {
        double p50 = Measurement.millis(heard.deliveryNanos(), 50);
        double p99 = Measurement.millis(heard.deliveryNanos(), 99);
        return asked
                ? List.of(Figure.atMost(4, "delivery p50", p50, "ms"), Figure.atMost(15, "delivery p99", p99, "ms"))
                : List.of(Figure.of("delivery p50", p50, "ms"), Figure.of("delivery p99", p99, "ms"));
    }
}
