package io.confab.server.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How much of each fault: enough to see it, or as much as the guarantees promise ({@code -Dfaults=long}). */
enum Scale {
    SHORT,
    LONG;

    static final Scale HERE = "long".equals(System.getProperty("faults")) ? LONG : SHORT;

    /** The first number in the short form, the second in the long one. */
    static int of(int few, int many) {
        return HERE == LONG ? many : few;
    }

    /** Lets the load run, or the fault last, for so many seconds: the time itself is what is tested. */
    static void goOn(int few, int many) {
        goOn(Duration.ofSeconds(of(few, many)));
    }

    static void goOn(Duration time) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }
}
