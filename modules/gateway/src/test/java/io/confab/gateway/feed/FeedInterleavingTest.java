package io.confab.gateway.feed;

import static io.confab.gateway.feed.Listener.seqs;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens between the log and its listeners, each of them is told all, in order, once. */
class FeedInterleavingTest {

    private static final int STEPS = 400;

    /** The number of a run is its seed: a failing one can be repeated. {@code -Dinterleavings=1000} runs more. */
    static LongStream runs() {
        return LongStream.rangeClosed(1, Long.getLong("interleavings", 40));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void tellsEverybodyEverythingOnceAndInOrder(long seed) {
        Run run = new Run(new Random(seed));
        for (int step = 0; step < STEPS; step++) {
            run.step();
        }
        run.settle();
        run.check();
    }

    private static final class Run {
        private final Random random;
        private final Script script = new Script();
        private final List<Heard> all = new ArrayList<>();

        Run(Random random) {
            this.random = random;
            for (int i = random.nextInt(700); i > 0; i--) {
                script.post("old");
            }
            if (random.nextBoolean()) {
                script.feed.learn(script.head());
            }
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3, 4 -> post();
                case 5 -> come();
                case 6 -> with(heard -> heard.listener.hasRoom = false);
                case 7 -> with(heard -> heard.listener.drain());
                case 8 -> with(heard -> heard.resume(random.nextLong(heard.listener.subscription.cursor() + 1)));
                case 9 -> script.isDown = random.nextInt(3) == 0;
                case 10 -> script.feed.sweep(random.nextInt(10) == 0);
                default -> script.readMillis = random.nextInt(100);
            }
            script.advance(random.nextInt(20));
        }

        /** Heard never, once or twice, at once or later than the next one. */
        private void post() {
            LogEntry entry = script.post("new");
            for (int times = random.nextInt(6) == 0 ? random.nextInt(3) : 1; times > 0; times--) {
                script.later(random.nextInt(5) == 0 ? random.nextInt(200) : 0, () -> script.feed.hear(entry));
            }
        }

        /** With a snapshot that is older or newer than what the feed has heard. */
        private void come() {
            long snapshot = script.head();
            script.later(random.nextInt(30), () -> {
                script.feed.learn(snapshot);
                long from = random.nextBoolean() ? snapshot : Math.max(0, snapshot - random.nextInt(600));
                all.add(new Heard(script.listen(from), from));
            });
        }

        private void with(Consumer<Heard> action) {
            if (!all.isEmpty()) {
                action.accept(all.get(random.nextInt(all.size())));
            }
        }

        /** The database is back, everybody reads, and the node hears of the head as from the sweep. */
        void settle() {
            come();
            script.advance(1_000);
            script.isDown = false;
            script.readMillis = 5;
            script.feed.hear(new HeadMoved(Script.GROUP, script.head()));
            for (int i = 0; i < 50; i++) {
                all.forEach(heard -> heard.listener.drain());
                script.feed.sweep(false);
                script.advance(1_000);
            }
        }

        void check() {
            assertThat(all).isNotEmpty();
            all.forEach(heard -> heard.check(script.head()));
            script.feed.close();
        }
    }

    /** A listener and its resume points: after how many entries it went on from which seq. */
    private static final class Heard {
        private final Listener listener;
        private final List<Integer> starts = new ArrayList<>(List.of(0));
        private final List<Long> cursors = new ArrayList<>();

        Heard(Listener listener, long from) {
            this.listener = listener;
            cursors.add(from);
        }

        void resume(long from) {
            starts.add(listener.told.size());
            cursors.add(from);
            listener.subscription.resume(from);
        }

        void check(long head) {
            List<Long> told = listener.seqs();
            for (int i = 0; i < starts.size(); i++) {
                boolean isLast = i == starts.size() - 1;
                List<Long> part = told.subList(starts.get(i), isLast ? told.size() : starts.get(i + 1));
                long from = cursors.get(i);
                assertThat(part).isEqualTo(seqs(from + 1, isLast ? head : from + part.size()));
            }
            assertThat(listener.subscription.isSettled()).isTrue();
        }
    }
}
