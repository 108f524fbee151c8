package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.load.Account;
import io.confab.bench.load.Load;
import io.confab.bench.load.OpenLoop;
import io.confab.bench.load.Seat;
import io.confab.bench.target.Crowd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One sender, a thousand listeners: what a delivery costs the server. A burst is sent at one moment, so that its first
 * message is committed alone and the rest together: they reach each socket in two flushes.
 */
public final class FanOut implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Bursts a second: low enough that each is through before the next, so that no two share a flush by accident. */
    private static final int BURSTS_PER_SECOND = 20;

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public String summary() {
        return "one sender, many listeners in one group; single messages and bursts";
    }

    @Override
    public List<Result> run(Stage stage) {
        try (Load load = new Load(stage.target().uri());
                Crowd crowd = Crowd.of(stage.target())) {
            List<Account> accounts = crowd.users(stage.settings().listeners());
            long group = crowd.group(accounts);
            List<Seat> seats = load.connect(accounts, 32, PATIENCE).stream()
                    .map(session -> new Seat(session, group))
                    .toList();
            // The heaviest first: by the time single messages are counted, the compiler has done its work.
            return List.of(
                    measure(stage, load, seats, 17, 3),
                    measure(stage, load, seats, 5, 3),
                    measure(stage, load, seats, 1, 10));
        }
    }

    private Result measure(Stage stage, Load load, List<Seat> seats, int burst, double microsAsked) {
        OpenLoop pace = new OpenLoop(seats.subList(0, 1), BURSTS_PER_SECOND * burst, burst);
        Measurement m = Measurement.of(stage, load, pace, seats);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("sockets", seats.size());
        parameters.put("burst", burst);
        parameters.put("bursts_per_second", BURSTS_PER_SECOND);
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.atMost(microsAsked, "server CPU per delivery", m.serverMicrosPerDelivery(), "µs"),
                Figure.of("delivered", m.seen().deliveries() / m.costs().seconds(), "/s"),
                Figure.of("delivery p50", Measurement.millis(m.seen().deliveryNanos(), 50), "ms"),
                Figure.of("delivery p99", Measurement.millis(m.seen().deliveryNanos(), 99), "ms")));
        figures.addAll(m.wrongs());
        return new Result(name(), parameters, figures, m.costs(), m.end().firstTrouble());
    }
}
