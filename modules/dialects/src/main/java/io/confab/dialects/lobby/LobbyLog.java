package io.confab.dialects.lobby;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens on the sockets, in the words of the older system's {@code websocket.log} and {@code error.log}. Names and
 * texts are anybody's, so what could forge a line or move a terminal is escaped.
 */
final class LobbyLog {

    /** The older system cut texts there. */
    private static final int MOST = 100;

    private static final Logger SOCKETS = LoggerFactory.getLogger("websocket");
    private static final Logger ERRORS = LoggerFactory.getLogger("error");

    private final boolean withTexts;

    /** A log that holds the texts of messages, or their lengths only. */
    LobbyLog(boolean withTexts) {
        this.withTexts = withTexts;
    }

    void connected(String name) {
        SOCKETS.info("User '{}' connected", named(name));
    }

    void disconnected(String name) {
        SOCKETS.info("User '{}' disconnected", named(name));
    }

    void taken(String name) {
        SOCKETS.warn("Connection rejected - Username '{}' already taken", named(name));
    }

    void refused(String name, String reason) {
        SOCKETS.warn("Connection rejected - Username '{}': {}", named(name), safe(reason));
    }

    void broadcasting(String name, String text) {
        if (SOCKETS.isInfoEnabled()) {
            SOCKETS.info("Broadcasting message from '{}': {}", named(name), told(text));
        }
    }

    void failed(String name, String reason) {
        ERRORS.error("Error processing message from '{}': {}", named(name), safe(reason));
    }

    private String told(String text) {
        if (!withTexts) {
            return text.codePointCount(0, text.length()) + " characters";
        }
        return safe(cut(text)) + "...";
    }

    /** Names that were refused may be as long as an address. */
    private static String named(String name) {
        return safe(cut(name));
    }

    private static String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, Math.min(length, MOST)));
    }

    private static String safe(String text) {
        return Lines.safe(text);
    }
}
