package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.confab.server.RunningServer;
import io.confab.testkit.Jdbc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever stands in {@code docs/contracts/} as said by clients and server is what they say, on one server. */
class TranscriptsIT {

    private static final Path DOCUMENTS = Path.of("..", "..", "docs", "contracts");

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> saysWhatIsDocumented() throws IOException {
        return documents().stream().flatMap(document -> {
            List<List<String>> transcripts = Transcript.of(document);
            return IntStream.range(0, transcripts.size())
                    .mapToObj(i -> dynamicTest(document.getFileName() + " " + (i + 1), () -> {
                        awaitNobody();
                        Transcript.play(server.uri(), transcripts.get(i));
                    }));
        });
    }

    @Test
    void findsTranscriptsInEachDocument() throws IOException {
        assertThat(documents())
                .isNotEmpty()
                .allSatisfy(document -> assertThat(Transcript.of(document))
                        .as(document.toString())
                        .isNotEmpty());
    }

    /** Guests of the transcript before may still be leaving, which those of the next would hear. */
    private static void awaitNobody() throws SQLException {
        try (Connection database = Jdbc.connect(server.mysqlUri())) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (guests(database) > 0) {
                assertThat(System.nanoTime()).as("guests leave").isLessThan(deadline);
            }
        }
    }

    private static int guests(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM users WHERE guest_name IS NOT NULL")) {
            count.next();
            return count.getInt(1);
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
