package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Parties of one group, each of which listens on a thread of its own, so that it is known when it heard what. */
final class Circle implements AutoCloseable {

    private final List<Party> parties;
    private final ExecutorService ears;

    /** How long a line took from its saying to its hearing. */
    record Delay(String speaker, String listener, Duration time) {}

    private record Heard(String line, long nanos) {}

    Circle(List<Party> parties) {
        this.parties = parties;
        this.ears = Executors.newFixedThreadPool(parties.size());
    }

    /** So many times each says a line in turn, which everybody hears, next, once, and with the right name. */
    List<Delay> talk(int rounds) {
        List<Delay> delays = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Party speaker : parties) {
                delays.addAll(say(speaker, "line " + round + " <b>& \"quotes\"</b> 👋"));
            }
        }
        parties.forEach(listener ->
                assertThat(listener.hasHeardMore()).as(listener.name()).isFalse());
        return delays;
    }

    private List<Delay> say(Party speaker, String text) {
        Map<Party, CompletableFuture<Heard>> waiting = new LinkedHashMap<>();
        for (Party listener : parties) {
            if (listener != speaker || listener.hearsHimself()) {
                waiting.put(listener, CompletableFuture.supplyAsync(() -> hear(listener), ears));
            }
        }
        long said = System.nanoTime();
        speaker.say(text);
        List<Delay> delays = new ArrayList<>();
        waiting.forEach((listener, heard) -> {
            assertThat(heard.join().line).as(listener.name()).isEqualTo(speaker.name() + ": " + text);
            if (listener != speaker) {
                delays.add(new Delay(speaker.name(), listener.name(), Duration.ofNanos(heard.join().nanos - said)));
            }
        });
        return delays;
    }

    private static Heard hear(Party listener) {
        String line = listener.hear();
        return new Heard(line, System.nanoTime());
    }

    @Override
    public void close() {
        ears.shutdownNow();
        parties.forEach(Party::close);
    }
}
