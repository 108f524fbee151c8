package io.confab.bench;

import io.confab.bench.scenario.BetweenNodes;
import io.confab.bench.scenario.ContractFanOut;
import io.confab.bench.scenario.FanOut;
import io.confab.bench.scenario.FormSends;
import io.confab.bench.scenario.IdleGroups;
import io.confab.bench.scenario.IdleSockets;
import io.confab.bench.scenario.Reconnects;
import io.confab.bench.scenario.RedisOutage;
import io.confab.bench.scenario.Scenario;
import io.confab.bench.scenario.Sends;
import io.confab.bench.scenario.Start;
import io.confab.bench.target.Launch;
import io.confab.bench.target.Target;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Measures a Confab server on this machine; {@code --help} says how. */
public final class Main {

    /** The table of what can be measured, in the order of measuring. */
    private static final List<Scenario> SCENARIOS = List.of(
            new Start(),
            Sends.oneGroup(),
            Sends.manyGroups(),
            Sends.idle(),
            Sends.rates(),
            new FanOut(),
            ContractFanOut.rooms(),
            ContractFanOut.socketIo(),
            new FormSends(),
            new IdleSockets(),
            new BetweenNodes(),
            new IdleGroups(),
            new RedisOutage(),
            new Reconnects());

    private Main() {}

    /** Runs the scenarios that are named, or all; ends with 1 for a wrong command line and 2 for a failed run. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(help());
            return;
        }
        try {
            Options options = Options.parse(List.of(arguments));
            List<Scenario> chosen = choose(options.scenarios());
            Deadline.of(chosen.size(), options.settings());
            run(options, chosen);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options, List<Scenario> scenarios) {
        System.out.println(Machine.here());
        Report report = new Report(System.out, options.out());
        if (options.url().isPresent()) {
            Target target = runningTarget(options, options.url().get());
            scenarios.forEach(
                    scenario -> measure(scenario, new Stage(target, options.settings(), Optional.empty()), report));
            return;
        }
        try (Launch launch = Launch.prepare(options.javaOptions(), options.jar(), options.directory())) {
            launch.start();
            scenarios.forEach(scenario ->
                    measure(scenario, new Stage(launch.target(), options.settings(), Optional.of(launch)), report));
        }
    }

    private static void measure(Scenario scenario, Stage stage, Report report) {
        System.err.println("Measuring " + scenario.name() + ": " + scenario.summary());
        scenario.run(stage).forEach(report::add);
    }

    private static Target runningTarget(Options options, URI url) {
        return new Target(
                url,
                Long.parseLong(options.require("--server-pid")),
                options.find("--db-pid").map(Long::valueOf),
                options.require("--mysql-uri"),
                options.require("--jwt-secret"));
    }

    private static List<Scenario> choose(List<String> names) {
        names.forEach(Main::requireKnown);
        return SCENARIOS.stream()
                .filter(scenario -> names.isEmpty() || names.contains(scenario.name()))
                .toList();
    }

    private static void requireKnown(String name) {
        if (SCENARIOS.stream().noneMatch(scenario -> scenario.name().equals(name))) {
            throw new IllegalArgumentException("There is no scenario " + name + "; see --help");
        }
    }

    private static String help() {
        StringBuilder help =
                new StringBuilder("Usage: bench [options] [scenario ...]; all scenarios when none is named.\n");
        help.append("Starts a database and a server, measures, stops both.\n\nScenarios:\n");
        SCENARIOS.forEach(scenario -> help.append("  %-18s %s%n".formatted(scenario.name(), scenario.summary())));
        return help.append("\nOptions (and what they are when not given):\n")
                .append(Options.help())
                .toString();
    }
}
