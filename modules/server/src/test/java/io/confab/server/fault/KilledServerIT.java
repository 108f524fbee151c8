package io.confab.server.fault;

import io.confab.testkit.Services;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What was acknowledged survives the sudden death of the server. */
class KilledServerIT {

    private static final int KILLS = Integer.getInteger("confab.kills", 20);
    private static final int CLIENTS = 50;

    @Test
    void losesNothingAndDoublesNothingWhenItIsKilledTwentyTimesUnderLoad() throws Exception {
        try (Trial trial = Trial.start(Services.mysql(), "killed")) {
            trial.load(CLIENTS, 4, 5);
            for (int kill = 0; kill < KILLS; kill++) {
                underLoad(Duration.ofMillis(300 + 37L * kill));
                trial.server().kill();
                trial.server().start(Trial.PATIENCE);
            }
            underLoad(Duration.ofSeconds(1));
            trial.verdict();
        }
    }

    /** The load itself is what takes time here. */
    private static void underLoad(Duration time) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }
}
