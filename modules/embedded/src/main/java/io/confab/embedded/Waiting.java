package io.confab.embedded;

import io.confab.contract.Failure;
import java.time.Duration;

/** Waiting that an interrupt ends as a failure; the thread stays interrupted for its owner to see. */
final class Waiting {

    private Waiting() {}

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    /** Waits for the end of a short run and gives its exit code. */
    static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            throw interrupted();
        }
    }

    private static Failure interrupted() {
        Thread.currentThread().interrupt();
        return Failure.unavailable("Interrupted while waiting for MariaDB");
    }
}
