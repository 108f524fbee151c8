package io.confab.dialects.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The words of {@code websocket.log} and {@code error.log}. */
class LobbyLogTest {

    private final Logger sockets = (Logger) LoggerFactory.getLogger("websocket");
    private final Logger errors = (Logger) LoggerFactory.getLogger("error");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final LobbyLog log = new LobbyLog(true);

    @BeforeEach
    void listen() {
        lines.start();
        sockets.setLevel(Level.INFO);
        sockets.addAppender(lines);
        errors.addAppender(lines);
    }

    @AfterEach
    void end() {
        sockets.detachAppender(lines);
        errors.detachAppender(lines);
        sockets.setLevel(null);
    }

    @Test
    void saysWhatTheOldSystemSaid() {
        log.connected("ann");
        log.disconnected("ann");
        log.taken("ann");
        log.broadcasting("ann", "hi");
        log.failed("ann", "why");
        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .containsExactly(
                        "INFO User 'ann' connected",
                        "INFO User 'ann' disconnected",
                        "WARN Connection rejected - Username 'ann' already taken",
                        "INFO Broadcasting message from 'ann': hi...",
                        "ERROR Error processing message from 'ann': why");
    }

    @Test
    void cutsTextsAtAHundredCharactersAndNotThroughOne() {
        log.broadcasting("ann", "😀".repeat(150));
        assertThat(only()).isEqualTo("Broadcasting message from 'ann': " + "😀".repeat(100) + "...");
    }

    @Test
    void leavesTextsOutWhenAskedTo() {
        new LobbyLog(false).broadcasting("ann", "secret 😀");
        assertThat(only()).isEqualTo("Broadcasting message from 'ann': 8 characters");
    }

    @Test
    void letsNobodyForgeALineOrMoveATerminal() {
        log.broadcasting("a\nb", "x\r\n2026 - websocket - INFO - User 'root' connected\u001b[2J\u202e\u2028\u0000");
        assertThat(only())
                .isEqualTo("Broadcasting message from 'a\\u000ab': x\\u000d\\u000a2026 - websocket - INFO - User 'root'"
                        + " connected\\u001b[2J\\u202e\\u2028\\u0000...");
    }

    @Test
    void showsWhatHidesInANameAndCutsIt() {
        log.taken("an\u200bn\ue000\udb40\udc41");
        log.refused("x".repeat(5_000), "too long");
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Connection rejected - Username 'an\\u200bn\\ue000\\udb40\\udc41' already taken",
                        "Connection rejected - Username '" + "x".repeat(100) + "': too long");
    }

    private String only() {
        assertThat(lines.list).hasSize(1);
        return lines.list.get(0).getFormattedMessage();
    }
}
