package io.confab.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A POSIX signal to a process known by its pid; Linux and macOS only. */
public enum Signal {
    /** Ends it at once; it cannot object. */
    KILL,
    /** Asks it to end in an orderly way. */
    TERM,
    /** Asks the same as Ctrl+C does. */
    INT,
    /** Freezes it: its connections stay open and nobody answers. */
    STOP,
    /** Lets a frozen one go on. */
    CONT;

    /**
     * Sends the signal and returns once it was sent.
     *
     * @throws IllegalStateException when there is no such process, or it is not ours
     */
    public void send(long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name() + " " + pid + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
