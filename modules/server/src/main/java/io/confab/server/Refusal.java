package io.confab.server;

import io.confab.contract.Failure;
import java.net.BindException;

/** The server will not start; the message is one sentence that says what to do. */
class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refusal(String sentence) {
        super(sentence, null, false, false);
    }

    /** What to tell a person about any cause of a failed start. */
    static String sentence(Throwable cause) {
        if (cause instanceof Failure || cause instanceof Refusal) {
            return cause.getMessage();
        }
        // the epoll transport has an exception of its own for it
        return cause instanceof BindException
                        || String.valueOf(cause.getMessage()).contains("Address already in use")
                ? "the port is taken by another program; stop that, or choose another one with CONFAB_PORT"
                : cause.toString();
    }
}
