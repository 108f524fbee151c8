package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.confab.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                    .mapToObj(i -> dynamicTest(
                            document.getFileName() + " " + (i + 1),
                            () -> Transcript.play(server.uri(), transcripts.get(i))));
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

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
