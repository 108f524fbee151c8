package io.confab.embedded;

import java.time.Duration;
import java.time.Instant;

/** A server process, where it listens, and the password that it knows us by. */
record RunningServer(ProcessHandle process, int port, String password) {

    private static final Duration POLL = Duration.ofMillis(20);

    /** What a server says to us. */
    enum Answer {
        /** It knows our password and keeps its data in our directory. */
        OURS,
        /** It does not know our password: another server, or somebody changed the password file. */
        STRANGER,
        NONE
    }

    /** Ends the process, cleanly within {@code patience}, else by force, which costs a recovery but never data. */
    void end(Duration patience) {
        process.destroy();
        if (!isGoneWithin(patience)) {
            process.destroyForcibly();
            isGoneWithin(patience);
        }
    }

    /** Waits for its end; whether it came in time. */
    boolean isGoneWithin(Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (isAlive()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Waiting.pause(POLL);
        }
        return true;
    }

    /** A process whose parent never asks how it ended stays listed for ever, without a command. */
    boolean isAlive() {
        return process.isAlive() && process.info().command().isPresent();
    }
}
