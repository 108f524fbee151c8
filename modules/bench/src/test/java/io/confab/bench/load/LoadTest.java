package io.confab.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.testkit.client.ToyServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ToyServer server = new ToyServer(1);
    private final Load load = new Load(server.uri());

    @AfterEach
    void stop() {
        load.close();
        server.close();
    }

    @Test
    void keepsAFixedNumberOfSendsUnderWay() {
        List<Seat> seats = seats(4);

        run(new ClosedLoop(seats, 10), 500);

        Tally.Snapshot seen = load.seen();
        assertThat(seen.acks()).isGreaterThanOrEqualTo(500);
        assertThat(seen.deliveries()).isEqualTo(4 * seen.acks());
        assertThat(wrongs(seen)).isZero();
    }

    @Test
    void sendsAtTheRateThatWasAsked() {
        List<Seat> seats = seats(2);
        long start = System.nanoTime();

        run(new OpenLoop(seats, 400), 200);

        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(load.seen().acks()).isBetween(200L, (long) (400 * seconds) + 1);
    }

    @Test
    void sendsBurstsFromOneSeat() {
        List<Seat> seats = seats(3);

        run(new OpenLoop(seats, 400, 8), 80);

        assertThat(load.seen().acks() % 8).isZero();
        assertThat(server.log().subList(0, 8))
                .extracting(frame -> frame.number("sender_id"))
                .containsOnly(1L);
        assertThat(server.log().subList(8, 16))
                .extracting(frame -> frame.number("sender_id"))
                .containsOnly(2L);
    }

    @Test
    void chargesAStallForEverySendThatItKeptWaiting() {
        List<Seat> seats = seats(1);
        CompletableFuture<Void> release = new CompletableFuture<>();
        server.stallUntil(release);
        Pace pace = load.start(new OpenLoop(seats, 1_000));

        load.await(() -> load.unanswered() >= 500, PATIENCE);
        release.complete(null);
        pace.stop();
        load.await(() -> load.unanswered() == 0, PATIENCE);

        long median = load.seen().answerNanos().getValueAtPercentile(50);
        assertThat(median).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void seesALostDelivery() {
        List<Seat> seats = seats(3);
        server.deliverAs(frame -> frame.get(0).seq() == 20 ? List.of() : frame);

        run(new ClosedLoop(seats, 3), 100);

        assertThat(load.seen().lost()).isEqualTo(3);
        assertThat(load.seen().firstTrouble()).isEqualTo("seq 21 came after 19");
    }

    @Test
    void seesADoubleDelivery() {
        List<Seat> seats = seats(3);
        server.deliverAs(frame -> frame.get(0).seq() == 20 ? List.of(frame.get(0), frame.get(0)) : frame);

        run(new ClosedLoop(seats, 3), 100);

        assertThat(load.seen().doubled()).isEqualTo(3);
    }

    @Test
    void seesThatItWasClosed() {
        seats(3);

        server.closeAll(1013);
        load.await(() -> load.sessions() == 0, PATIENCE);

        assertThat(load.seen().closed()).isEqualTo(3);
        assertThat(load.seen().firstTrouble()).contains("1013");
    }

    @Test
    void saysWhyNobodyCouldConnect() {
        List<Account> strangers = List.of(new Account(1, "nonsense"));

        assertThatThrownBy(() -> load.connect(strangers, 1, Duration.ofSeconds(1)))
                .hasMessageContaining("UNAUTHENTICATED");
    }

    private List<Seat> seats(int count) {
        List<Account> accounts = LongStream.rangeClosed(1, count)
                .mapToObj(user -> new Account(user, Long.toString(user)))
                .toList();
        return load.connect(accounts, 1, PATIENCE).stream()
                .map(session -> new Seat(session, 1))
                .toList();
    }

    private void run(Pace pace, int messages) {
        load.start(pace);
        load.await(() -> server.log().size() >= messages, PATIENCE);
        pace.stop();
        load.await(() -> load.unanswered() == 0, PATIENCE);
    }

    private static long wrongs(Tally.Snapshot seen) {
        return seen.lost() + seen.doubled() + seen.refused() + seen.closed();
    }
}
