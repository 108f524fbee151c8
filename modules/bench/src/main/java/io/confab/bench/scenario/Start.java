package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.target.Costs;
import io.confab.bench.target.Launch;
import io.confab.bench.target.Meter;
import io.confab.testkit.fault.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From starting {@code java} to the first healthy answer; and the memory at rest. */
public final class Start implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STARTS = 5;
    private static final int REST_SECONDS = 10;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "time from java to ready, with its own and with a running database; memory at rest";
    }

    @Override
    public List<Result> run(Stage stage) {
        Launch launch = stage.ownLaunch(name());
        return List.of(oneCommand(launch), withDatabase(launch));
    }

    private Result oneCommand(Launch launch) {
        Meter meter = Meter.start(launch.target());
        try (ServerProcess server = launch.withOwnDatabase()) {
            Duration first = server.start(PATIENCE);
            server.stop(PATIENCE);
            Duration again = server.start(PATIENCE);
            server.stop(PATIENCE);
            return new Result(
                    name(),
                    Map.of("database", "its own"),
                    List.of(
                            Figure.atMost(20, "very first start to ready", seconds(first), "s"),
                            Figure.atMost(6, "next start to ready", seconds(again), "s")),
                    meter.costs(),
                    "");
        }
    }

    private Result withDatabase(Launch launch) {
        List<Duration> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            launch.stop();
            starts.add(launch.start());
        }
        starts.sort(null);
        Meter resting = Meter.start(launch.target());
        Measurement.sleep(REST_SECONDS);
        Costs costs = resting.costs();
        return new Result(
                name(),
                Map.of("database", "runs already", "starts", STARTS),
                List.of(
                        Figure.atMost(2, "start to ready, median", seconds(starts.get(STARTS / 2)), "s"),
                        Figure.of("start to ready, slowest", seconds(starts.get(STARTS - 1)), "s"),
                        Figure.atMost(256, "server RSS at rest", costs.serverRss(), "MB"),
                        Figure.of("server CPU at rest", 100 * costs.serverCpu() / costs.seconds(), "%")),
                costs,
                "");
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
