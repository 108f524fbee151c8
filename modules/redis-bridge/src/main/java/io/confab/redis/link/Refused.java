package io.confab.redis.link;

/** The server answered a command with an error; the connection is none the worse for it. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refused(String message) {
        super(message, null, false, false);
    }

    /** Whether it is this error: the first word of what the server says, such as {@code MOVED}. */
    public boolean is(String word) {
        return getMessage().equals(word) || getMessage().startsWith(word + " ");
    }
}
