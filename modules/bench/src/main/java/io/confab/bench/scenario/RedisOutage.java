package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.load.OpenLoop;
import io.confab.bench.load.Tally;
import io.confab.bench.target.Costs;
import io.confab.bench.target.Meter;
import io.confab.bench.target.TwoNodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Redis is killed, away for twenty seconds, and back empty, while people talk between two nodes. */
public final class RedisOutage implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SECONDS = 20;
    private static final int PER_SECOND = 200;

    @Override
    public String name() {
        return "redis-outage";
    }

    @Override
    public String summary() {
        return "two nodes: Redis is away for 20 s, then how long until everybody has heard all";
    }

    @Override
    public List<Result> run(Stage stage) {
        try (TwoNodes nodes = stage.ownLaunch(name()).twoNodes();
                Listeners people = Listeners.of(nodes, stage.settings().groups())) {
            OpenLoop pace = new OpenLoop(people.sending(), PER_SECOND);
            people.senders().start(pace);
            Measurement.sleep(stage.settings().warmUp());
            people.listeners().reset();
            Meter meter = Meter.start(nodes.two());
            nodes.redis().kill();
            Measurement.sleep(SECONDS);
            nodes.redis().start();
            long back = System.nanoTime();
            people.awaitEqual(PATIENCE);
            double whole = (System.nanoTime() - back) / 1e9;
            Costs costs = meter.costs();
            Measurement.sleep(stage.settings().seconds());
            pace.stop();
            people.senders().await(() -> people.senders().unanswered() == 0, PATIENCE);
            people.awaitEqual(PATIENCE);
            Tally.Snapshot heard = people.listeners().seen();
            return List.of(new Result(
                    name(),
                    Map.of("seconds", SECONDS, "messages_per_second", PER_SECOND),
                    List.of(
                            Figure.atMost(2, "all have heard what was said before", whole, "s"),
                            Figure.of("slowest delivery", Measurement.millis(heard.deliveryNanos(), 100), "ms"),
                            Figure.none("lost", heard.lost()),
                            Figure.none("doubled", heard.doubled())),
                    costs,
                    heard.firstTrouble()));
        }
    }
}
