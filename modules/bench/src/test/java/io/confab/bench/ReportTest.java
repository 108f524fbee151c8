package io.confab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.bench.target.Costs;
import io.confab.contract.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void printsFiguresWithTheirGoalsAndWhatTheyCost() throws IOException {
        report().add(result(12_345.6, 3.5));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("sends  in_flight=256")
                .containsPattern("acknowledged +12,346 /s +ok \\(at least 10,000\\)")
                .containsPattern("answer p50 +3.500 ms +MISSED \\(at most 3\\)")
                .contains("CPU s server 1.50 (kernel 0.50), database 0.75, generator 0.50")
                .contains("trouble: none to speak of");
    }

    @Test
    void appendsALineOfJsonForEachResult() throws IOException {
        report().add(result(1, 2));
        report().add(result(3, 4));

        List<String> lines = Files.readAllLines(file());
        assertThat(lines).hasSize(2);
        JsonNode second = Wire.json().readTree(lines.get(1));
        assertThat(second.at("/figures/acknowledged ~1s").asDouble()).isEqualTo(3);
        assertThat(second.at("/costs/server_cpu").asDouble()).isEqualTo(1.5);
        assertThat(second.at("/parameters/in_flight").asInt()).isEqualTo(256);
        assertThat(second.at("/machine/cores").asInt()).isPositive();
    }

    private Report report() {
        return new Report(new PrintStream(printed, true, StandardCharsets.UTF_8), file());
    }

    private Path file() {
        return directory.resolve("results").resolve("bench.jsonl");
    }

    private static Result result(double acknowledged, double p50) {
        return new Result(
                "sends",
                Map.of("in_flight", 256),
                List.of(
                        Figure.atLeast(10_000, "acknowledged", acknowledged, "/s"),
                        Figure.atMost(3, "answer p50", p50, "ms")),
                new Costs(10, 1.5, 0.5, 0.75, 0.5, 200, 150),
                "none to speak of");
    }
}
