package io.confab.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.bench.target.Costs;
import io.confab.contract.Wire;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints results as a table for people and appends them as lines of JSON to a file for programs. */
final class Report {

    private final PrintStream out;
    private final Path file;

    Report(PrintStream out, Path file) {
        this.out = out;
        this.file = file;
    }

    void add(Result result) {
        print(result);
        append(result);
    }

    private void print(Result result) {
        out.println();
        out.println(result.scenario() + "  "
                + result.parameters().entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining(" ")));
        result.figures().forEach(this::print);
        print(result.costs());
        if (!result.trouble().isEmpty()) {
            out.println("  trouble: " + result.trouble());
        }
        out.flush();
    }

    private void print(Figure figure) {
        String line = "  %-34s %12s %-6s".formatted(figure.name(), number(figure.value()), figure.unit());
        out.println(figure.goal() == null ? line.stripTrailing() : line + " " + verdict(figure));
    }

    private static String verdict(Figure figure) {
        return (figure.isGood() ? "ok" : "MISSED")
                + (figure.goal().atMost() ? " (at most " : " (at least ")
                + number(figure.goal().limit()) + ")";
    }

    private void print(Costs costs) {
        out.printf(
                Locale.ROOT,
                "  in %.1f s: CPU s server %.2f (kernel %.2f), database %.2f, generator %.2f; RSS MB server %.0f, database %.0f%n",
                costs.seconds(),
                costs.serverCpu(),
                costs.serverKernel(),
                costs.databaseCpu(),
                costs.benchCpu(),
                costs.serverRss(),
                costs.databaseRss());
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) || Math.abs(value) >= 1_000;
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.3f", value);
    }

    private void append(Result result) {
        ObjectNode line = Wire.json().createObjectNode();
        line.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        line.put("scenario", result.scenario());
        line.set("machine", Wire.object(Machine.here()));
        line.set("parameters", Wire.object(result.parameters()));
        ObjectNode figures = line.putObject("figures");
        result.figures().forEach(figure -> figures.put((figure.name() + " " + figure.unit()).strip(), figure.value()));
        line.set("costs", Wire.object(result.costs()));
        line.put("trouble", result.trouble());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
