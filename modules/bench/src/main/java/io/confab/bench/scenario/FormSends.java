package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.load.Account;
import io.confab.bench.load.Forms;
import io.confab.bench.load.Forms.Sender;
import io.confab.bench.load.Load;
import io.confab.bench.load.Tally;
import io.confab.bench.target.Costs;
import io.confab.bench.target.Crowd;
import io.confab.bench.target.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two thousand messages a second sent with forms over 64 connections: all must be answered, and be in the database then. */
public final class FormSends implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 64;
    private static final int PER_SECOND = 2_000;
    private static final int PAIRS = 32;
    /** An open loop begins what is due; what is under way at the end belongs to the next second. */
    private static final double ASKED = PER_SECOND * 0.99;

    @Override
    public String name() {
        return "forms";
    }

    @Override
    public String summary() {
        return "2,000 POST /send_message a second over 64 connections";
    }

    @Override
    public List<Result> run(Stage stage) {
        try (Load load = new Load(stage.target().uri());
                Crowd crowd = Crowd.of(stage.target())) {
            List<Sender> senders = pairs(crowd);
            Forms forms = load.forms();
            forms.connect(CONNECTIONS, PATIENCE);
            forms.start(senders, PER_SECOND);
            Measurement.sleep(stage.settings().warmUp());
            load.reset();
            Meter meter = Meter.start(stage.target());
            Measurement.sleep(stage.settings().seconds());
            Tally.Snapshot seen = load.seen();
            Costs costs = meter.costs();
            forms.stop();
            load.await(() -> forms.unanswered() == 0, PATIENCE);
            Tally.Snapshot end = load.seen();
            long stored = senders.stream()
                    .mapToLong(Sender::groupId)
                    .distinct()
                    .map(crowd::messages)
                    .sum();
            long missing = load.onLoop(forms::answered) - stored;
            return List.of(result(seen, costs, end, missing));
        }
    }

    private Result result(Tally.Snapshot seen, Costs costs, Tally.Snapshot end, long missing) {
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.atLeast(ASKED, "acknowledged", seen.acks() / costs.seconds(), "/s"),
                Figure.of("answer p50", Measurement.millis(seen.answerNanos(), 50), "ms"),
                Figure.of("answer p99", Measurement.millis(seen.answerNanos(), 99), "ms"),
                Figure.of("server CPU per send", costs.serverCpu() * 1e6 / seen.acks(), "µs"),
                Figure.none("answered and not stored", Math.abs(missing)),
                Figure.none("refused", end.refused()),
                Figure.none("closed", end.closed())));
        Map<String, Object> parameters =
                new TreeMap<>(Map.of("rate", PER_SECOND, "connections", CONNECTIONS, "pairs", PAIRS));
        return new Result(name(), parameters, figures, costs, end.firstTrouble());
    }

    private static List<Sender> pairs(Crowd crowd) {
        List<Account> names = crowd.names(2 * PAIRS);
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            List<Account> pair = names.subList(2 * i, 2 * i + 2);
            long group = crowd.group(pair);
            pair.forEach(name -> senders.add(new Sender(name.userId(), group)));
        }
        return senders;
    }
}
