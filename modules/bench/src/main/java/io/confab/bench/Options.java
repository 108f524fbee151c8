package io.confab.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line: {@code --name value} pairs, then names of scenarios. */
final class Options {

    /** Every option with its default and what it means. */
    private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

    static {
        Settings defaults = Settings.defaults();
        option("--seconds", defaults.seconds(), "how long each figure is measured");
        option("--warm-up", defaults.warmUp(), "seconds of the same load before it");
        option("--rates", "1000,5000,8000", "messages a second of the open loop");
        option("--in-flight", defaults.inFlight(), "sends under way in the closed loop");
        option("--senders", defaults.senders(), "sockets that send into one group");
        option("--groups", defaults.groups(), "groups of send-many-groups");
        option("--listeners", defaults.listeners(), "sockets of fan-out");
        option("--sockets", defaults.sockets(), "sockets of idle-sockets");
        option("--crowd", defaults.crowd(), "clients of reconnects");
        option("--out", "target/bench.jsonl", "file that a line of JSON is appended to for each result");
        option("--jar", "modules/server/target/confab.jar", "the server to start");
        option("--java", "", "options of the started server's JVM, with spaces between them");
        option("--directory", "target/bench", "where the started database and server keep their files");
        option("--url", "", "a server that runs already, on this machine; nothing is started then");
        option("--server-pid", "", "with --url: its process");
        option("--db-pid", "", "with --url: the process of its database, where it runs on this machine");
        option("--mysql-uri", "", "with --url: its database, to make users in");
        option("--jwt-secret", "", "with --url: what it signs tokens with");
    }

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> scenarios = new ArrayList<>();

    private Options() {}

    private static void option(String name, Object standard, String meaning) {
        TABLE.put(name, List.of(standard.toString(), meaning));
    }

    /** Reads the arguments; throws {@link IllegalArgumentException} with a sentence for what it does not know. */
    static Options parse(List<String> arguments) {
        Options options = new Options();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                options.scenarios.add(argument);
            } else if (!TABLE.containsKey(argument)) {
                throw new IllegalArgumentException("There is no option " + argument + "; see --help");
            } else if (++i == arguments.size()) {
                throw new IllegalArgumentException(argument + " needs a value");
            } else {
                options.values.put(argument, arguments.get(i));
            }
        }
        return options;
    }

    /** All options, a line each. */
    static String help() {
        StringBuilder help = new StringBuilder();
        TABLE.forEach((name, row) -> help.append(
                "  %-14s %s%s%n".formatted(name, row.get(1), row.get(0).isEmpty() ? "" : " (" + row.get(0) + ")")));
        return help.toString();
    }

    /** The scenarios that were named; none means all. */
    List<String> scenarios() {
        return scenarios;
    }

    Settings settings() {
        return new Settings(
                number("--seconds"),
                number("--warm-up"),
                Arrays.stream(text("--rates").split(",", -1))
                        .map(Integer::valueOf)
                        .toList(),
                number("--in-flight"),
                number("--senders"),
                number("--groups"),
                number("--listeners"),
                number("--sockets"),
                number("--crowd"));
    }

    Path out() {
        return Path.of(text("--out"));
    }

    Path jar() {
        return Path.of(text("--jar"));
    }

    Path directory() {
        return Path.of(text("--directory"));
    }

    List<String> javaOptions() {
        return Arrays.stream(text("--java").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    /** The server that runs already; empty when one is to be started. */
    Optional<URI> url() {
        return find("--url").map(URI::create);
    }

    /** The value of an option that must be given here. */
    String require(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("--url needs " + name));
    }

    Optional<String> find(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    private int number(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not " + text(name), e);
        }
    }

    private String text(String name) {
        return values.getOrDefault(name, TABLE.get(name).get(0));
    }
}
