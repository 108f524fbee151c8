package io.confab.embedded;

import io.confab.contract.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Waiting for time and for other programs, that an interrupt ends as a failure; the thread stays interrupted for its owner to see. */
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

    /** What a short run prints; empty if it cannot be run or fails. */
    static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return exitCode(process) == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static Failure interrupted() {
        Thread.currentThread().interrupt();
        return Failure.unavailable("Interrupted while waiting for a server");
    }
}
