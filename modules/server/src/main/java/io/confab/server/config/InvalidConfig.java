package io.confab.server.config;

/** Something set is wrong; the message is one sentence for people and holds no secret. */
public final class InvalidConfig extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidConfig(String sentence) {
        super(sentence, null, false, false);
    }
}
