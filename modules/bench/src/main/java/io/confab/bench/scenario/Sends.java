package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.load.Account;
import io.confab.bench.load.ClosedLoop;
import io.confab.bench.load.Load;
import io.confab.bench.load.OpenLoop;
import io.confab.bench.load.Pace;
import io.confab.bench.load.Seat;
import io.confab.bench.target.Crowd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Durable sends: how many a second are acknowledged, and how long an acknowledgement takes. */
public final class Sends implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int IDLE_RATE = 20;

    /** What makes one run: how it is called beyond the scenario's name, when it sends, and what is asked of it. */
    private record Run(
            Map<String, Object> parameters,
            Function<List<Seat>, Pace> pace,
            Function<Measurement, List<Figure>> asked) {}

    private final String name;
    private final String summary;
    private final boolean manyGroups;
    private final Function<Stage, List<Run>> runs;

    private Sends(String name, String summary, boolean manyGroups, Function<Stage, List<Run>> runs) {
        this.name = name;
        this.summary = summary;
        this.manyGroups = manyGroups;
        this.runs = runs;
    }

    /** As many as are acknowledged, all into one group; each sender hears all the others. */
    public static Sends oneGroup() {
        return new Sends("send-one-group", "closed loop, all into one group", false, Sends::closedLoop);
    }

    /** As many as are acknowledged, spread over many groups with one sender each. */
    public static Sends manyGroups() {
        return new Sends("send-many-groups", "closed loop, spread over many groups", true, Sends::closedLoop);
    }

    /** Given rates into one group. */
    public static Sends rates() {
        return new Sends("send-rates", "open loop, given rates into one group", false, Sends::openLoops);
    }

    /** Twenty a second from one socket: what somebody waits who is alone on the server. */
    public static Sends idle() {
        return new Sends("send-idle", "open loop, 20 a second from one socket", true, stage -> List.of(idleRun()));
    }

    private static List<Run> closedLoop(Stage stage) {
        int inFlight = stage.settings().inFlight();
        return List.of(new Run(
                Map.of("in_flight", inFlight),
                seats -> new ClosedLoop(seats, inFlight),
                m -> List.of(
                        Figure.atLeast(10_000, "acknowledged", m.acksPerSecond(), "/s"),
                        Figure.of("answer p50", Measurement.millis(m.seen().answerNanos(), 50), "ms"),
                        Figure.atMost(
                                25, "answer p99", Measurement.millis(m.seen().answerNanos(), 99), "ms"))));
    }

    private static List<Run> openLoops(Stage stage) {
        return stage.settings().rates().stream()
                .map(rate -> new Run(
                        Map.of("rate", rate),
                        seats -> new OpenLoop(seats, rate),
                        m -> List.of(
                                Figure.of("acknowledged", m.acksPerSecond(), "/s"),
                                Figure.of(
                                        "answer p50",
                                        Measurement.millis(m.seen().answerNanos(), 50),
                                        "ms"),
                                Figure.of(
                                        "answer p99",
                                        Measurement.millis(m.seen().answerNanos(), 99),
                                        "ms"),
                                Figure.of("unanswered at the end", m.unanswered(), ""))))
                .toList();
    }

    private static Run idleRun() {
        return new Run(
                Map.of("rate", IDLE_RATE),
                seats -> new OpenLoop(seats.subList(0, 1), IDLE_RATE),
                m -> List.of(
                        Figure.atMost(
                                3, "answer p50", Measurement.millis(m.seen().answerNanos(), 50), "ms"),
                        Figure.of("answer p99", Measurement.millis(m.seen().answerNanos(), 99), "ms")));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public List<Result> run(Stage stage) {
        try (Load load = new Load(stage.target().uri())) {
            List<Seat> seats = takeSeats(stage, load);
            return runs.apply(stage).stream()
                    .map(run -> measure(stage, load, seats, run))
                    .toList();
        }
    }

    private List<Seat> takeSeats(Stage stage, Load load) {
        int groups = manyGroups ? stage.settings().groups() : 1;
        int senders = manyGroups ? 1 : stage.settings().senders();
        List<Seat> seats = new ArrayList<>();
        try (Crowd crowd = Crowd.of(stage.target())) {
            for (int i = 0; i < groups; i++) {
                List<Account> accounts = crowd.users(senders);
                long group = crowd.group(accounts);
                load.connect(accounts, 8, PATIENCE).forEach(session -> seats.add(new Seat(session, group)));
            }
        }
        return seats;
    }

    private Result measure(Stage stage, Load load, List<Seat> seats, Run run) {
        Measurement m = Measurement.of(stage, load, run.pace.apply(seats), seats);
        Map<String, Object> parameters = new LinkedHashMap<>(run.parameters);
        parameters.put("groups", manyGroups ? seats.size() : 1);
        parameters.put("sockets", seats.size());
        List<Figure> figures = new ArrayList<>(run.asked.apply(m));
        figures.add(Figure.of("answer p99.9", Measurement.millis(m.seen().answerNanos(), 99.9), "ms"));
        figures.add(Figure.of(
                "server CPU per send", m.costs().serverCpu() * 1e6 / m.seen().acks(), "µs"));
        figures.add(Figure.of(
                "database CPU per send",
                m.costs().databaseCpu() * 1e6 / m.seen().acks(),
                "µs"));
        figures.add(Figure.of("delivered", m.seen().deliveries() / m.costs().seconds(), "/s"));
        figures.add(Figure.of("delivery p99", Measurement.millis(m.seen().deliveryNanos(), 99), "ms"));
        figures.addAll(m.wrongs());
        return new Result(name, parameters, figures, m.costs(), m.end().firstTrouble());
    }
}
