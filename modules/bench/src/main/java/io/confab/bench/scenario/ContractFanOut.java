package io.confab.bench.scenario;

import io.confab.bench.Figure;
import io.confab.bench.Result;
import io.confab.bench.Stage;
import io.confab.bench.load.Account;
import io.confab.bench.load.Contract;
import io.confab.bench.load.Listeners;
import io.confab.bench.load.Load;
import io.confab.bench.load.OpenLoop;
import io.confab.bench.load.Seat;
import io.confab.bench.target.Crowd;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A thousand sockets of an older contract in one group, and as many native ones in another: what a delivery costs the
 * server by each, in the same run and by the same pace.
 */
public final class ContractFanOut implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PER_SECOND = 20;
    private static final double MORE_THAN_NATIVE = 1.2;

    private final Contract contract;
    private final String name;
    private final String path;

    private ContractFanOut(Contract contract, String name, String path) {
        this.contract = contract;
        this.name = name;
        this.path = path;
    }

    /** Sockets in a room. */
    public static ContractFanOut rooms() {
        return new ContractFanOut(Contract.ROOMS, "rooms", "/ws/%s?username=bench");
    }

    /** Socket.IO on WebSockets. */
    public static ContractFanOut socketIo() {
        return new ContractFanOut(Contract.SOCKET_IO, "socket.io", "/socket.io/?EIO=4&transport=websocket");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return "many sockets of an older contract in one group, compared with as many native ones";
    }

    @Override
    public List<Result> run(Stage stage) {
        Measurement natively = natively(stage);
        Measurement older = listening(stage);
        double ratio = older.serverMicrosPerDelivery() / natively.serverMicrosPerDelivery();
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.of("server CPU per native delivery", natively.serverMicrosPerDelivery(), "µs"),
                Figure.of("server CPU per delivery", older.serverMicrosPerDelivery(), "µs"),
                Figure.atMost(MORE_THAN_NATIVE, "of the native one's", ratio, "×"),
                Figure.of("delivered", older.seen().deliveries() / older.costs().seconds(), "/s"),
                Figure.of("delivery p99", Measurement.millis(older.seen().deliveryNanos(), 99), "ms")));
        figures.addAll(older.wrongs());
        Map<String, Object> parameters =
                new TreeMap<>(Map.of("sockets", stage.settings().listeners(), "per_second", PER_SECOND));
        return List.of(new Result(
                name(), parameters, figures, older.costs(), older.end().firstTrouble()));
    }

    private static Measurement natively(Stage stage) {
        try (Load load = new Load(stage.target().uri());
                Crowd crowd = Crowd.of(stage.target())) {
            List<Account> accounts = crowd.users(stage.settings().listeners());
            long group = crowd.group(accounts);
            List<Seat> seats = load.connect(accounts, 32, PATIENCE).stream()
                    .map(session -> new Seat(session, group))
                    .toList();
            return Measurement.of(stage, load, new OpenLoop(seats.subList(0, 1), PER_SECOND), seats);
        }
    }

    /** One native session says what they hear: none of them costs more than his deliveries. */
    private Measurement listening(Stage stage) {
        try (Load load = new Load(stage.target().uri());
                Crowd crowd = Crowd.of(stage.target())) {
            List<Account> accounts = crowd.users(stage.settings().listeners());
            String slug = "bench-" + UUID.randomUUID().toString().substring(24);
            long group = crowd.group(accounts, slug);
            Listeners listeners = load.listeners(contract);
            listeners.connect(
                    URI.create("ws://" + stage.target().uri().getAuthority() + path.formatted(slug)),
                    accounts.subList(1, accounts.size()),
                    PATIENCE);
            Seat speaker =
                    new Seat(load.connect(accounts.subList(0, 1), 1, PATIENCE).get(0), group);
            Measurement measured =
                    Measurement.of(stage, load, new OpenLoop(List.of(speaker), PER_SECOND), List.of(speaker));
            long said = load.onLoop(() -> speaker.session().cursor(group));
            long behind = waitForAll(load, listeners, said);
            listeners.close();
            return measured.withBehind(behind);
        }
    }

    private static long waitForAll(Load load, Listeners listeners, long said) {
        try {
            load.await(() -> listeners.behind(said) == 0, PATIENCE);
            return 0;
        } catch (IllegalStateException late) {
            return load.onLoop(() -> listeners.behind(said));
        }
    }
}
