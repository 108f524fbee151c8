package io.confab.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends the process when a run takes far longer than it should: a load generator that hangs must not load for ever. */
final class Deadline {

    private static final int RUNS_OF_A_SCENARIO = 4;
    private static final int SECONDS_AROUND = 180;

    private Deadline() {}

    static void of(int scenarios, Settings settings) {
        long each = (long) RUNS_OF_A_SCENARIO * (settings.seconds() + settings.warmUp()) + SECONDS_AROUND;
        CompletableFuture.delayedExecutor(scenarios * each, TimeUnit.SECONDS).execute(() -> {
            System.err.println("Not done after " + scenarios * each + " s; giving up");
            Runtime.getRuntime().exit(2);
        });
    }
}
