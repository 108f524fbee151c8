package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.load.Account;
import io.confab.bench.load.Load;
import io.confab.bench.target.Costs;
import io.confab.bench.target.Crowd;
import io.confab.bench.target.Meter;
import io.confab.bench.target.TwoNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Groups that are listened to and in which nothing is said, beside the same people in no group. */
public final class IdleGroups implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PEOPLE = 20;
    private static final int GROUPS = 2_000;
    private static final int SECONDS = 20;
    /** Of the same, one with and one without groups in turn: a single pair differs by more than what is asked for. */
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "idle-groups";
    }

    @Override
    public String summary() {
        return "two nodes: CPU of a node with 2,000 groups that are silent, and with none";
    }

    @Override
    public List<Result> run(Stage stage) {
        try (TwoNodes nodes = stage.ownLaunch(name()).twoNodes()) {
            List<Costs> none = new ArrayList<>();
            List<Costs> many = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                none.add(idle(stage, nodes, 0));
                many.add(idle(stage, nodes, GROUPS));
            }
            double without = median(none);
            double with = median(many);
            return List.of(new Result(
                    name(),
                    Map.of("groups", GROUPS, "seconds", SECONDS, "rounds", ROUNDS),
                    List.of(
                            Figure.of("CPU without groups", without, "s"),
                            Figure.of("CPU with groups", with, "s"),
                            Figure.atMost(0.1, "more", with - without, "s")),
                    many.get(ROUNDS - 1),
                    ""));
        }
    }

    private static double median(List<Costs> rounds) {
        return rounds.stream()
                .mapToDouble(Costs::serverCpu)
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Costs idle(Stage stage, TwoNodes nodes, int groups) {
        List<Account> people = people(nodes, groups);
        try (Load load = new Load(nodes.two().uri())) {
            load.connect(people, PEOPLE, PATIENCE);
            Measurement.sleep(stage.settings().warmUp());
            Meter meter = Meter.start(nodes.two());
            Measurement.sleep(SECONDS);
            return meter.costs();
        }
    }

    /** Each in a share of the groups, alone. */
    private static List<Account> people(TwoNodes nodes, int groups) {
        try (Crowd crowd = Crowd.of(nodes.two())) {
            List<Account> people = crowd.users(PEOPLE);
            for (int i = 0; i < groups; i++) {
                crowd.group(List.of(people.get(i % PEOPLE)));
            }
            return people;
        }
    }
}
