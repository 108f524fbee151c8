package io.confab.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs of this process go to folders of the tests. */
class LogFilesTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}";
    private static final Logger SOCKETS = LoggerFactory.getLogger("websocket");
    private static final Logger REQUESTS = LoggerFactory.getLogger("file.access");
    private static final Logger ERRORS = LoggerFactory.getLogger("error");

    @TempDir
    private Path dir;

    @Test
    void writesEachKindToItsFileInTheFormatOfTheOldSystem() {
        try (LogFiles files = open(dir)) {
            assertThat(files).isNotNull();
            SOCKETS.info("User 'log-test' connected");
            SOCKETS.warn("Connection rejected - Username 'log-test' already taken");
            REQUESTS.info("Request log-test started | GET / | Client: ::1");
            ERRORS.error("log-test\nsecond \u001b[31m");
            LoggerFactory.getLogger("io.confab.any")
                    .error("log-test of another part", new IllegalStateException("why"));
        }
        assertThat(lines("websocket.log"))
                .satisfiesExactly(
                        line -> assertThat(line).matches(TIME + " - websocket - INFO - User 'log-test' connected"),
                        line -> assertThat(line)
                                .matches(
                                        TIME
                                                + " - websocket - WARNING - Connection rejected - Username 'log-test' already taken"));
        assertThat(lines("access.log"))
                .singleElement()
                .asString()
                .matches(TIME + " - access - INFO - Request log-test started \\| GET / \\| Client: ::1");
        assertThat(lines("error.log"))
                .satisfiesExactly(
                        line -> assertThat(line).matches(TIME + " - error - ERROR - log-test \\| second  \\| \\[31m"),
                        line -> assertThat(line).contains("of another part", "IllegalStateException: why"));
    }

    @Test
    void keepsFiveOlderFiles() throws IOException {
        assertThat(LogFiles.MOST_BYTES.getSize()).isEqualTo(10 * 1024 * 1024);
        String line = "x".repeat(1_000);
        try (LogFiles files = LogFiles.open(dir, FileSize.valueOf("20KB"), told -> {})) {
            assertThat(files).isNotNull();
            Instant deadline = Instant.now().plusSeconds(20);
            while (!Files.exists(dir.resolve("websocket.log.5"))
                    && Instant.now().isBefore(deadline)) {
                SOCKETS.info(line);
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            for (int i = 0; i < 200; i++) {
                SOCKETS.info(line);
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("websocket")))
                    .containsExactlyInAnyOrder(
                            "websocket.log",
                            "websocket.log.1",
                            "websocket.log.2",
                            "websocket.log.3",
                            "websocket.log.4",
                            "websocket.log.5");
        }
    }

    @Test
    void givesEachNodeOfAFolderOneOfItsOwn() {
        try (LogFiles one = open(dir);
                LogFiles other = open(dir)) {
            assertThat(one).isNotNull();
            assertThat(other).isNotNull();
            assertThat(dir.resolve("websocket.log")).exists();
            assertThat(dir.resolve("2").resolve("websocket.log")).exists();
        }
    }

    @Test
    void saysSoWhenTheFolderCannotBeWritten() throws IOException {
        Path file = Files.createFile(dir.resolve("a file"));
        List<String> told = new ArrayList<>();
        assertThat(LogFiles.open(file.resolve("logs"), told::add)).isNull();
        assertThat(told).singleElement().asString().contains("console alone");
    }

    private static LogFiles open(Path folder) {
        return LogFiles.open(folder, line -> {
            throw new AssertionError(line);
        });
    }

    private List<String> lines(String file) {
        try {
            // other tests of this process log too
            return Files.readAllLines(dir.resolve(file)).stream()
                    .filter(line -> line.contains("log-test"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
