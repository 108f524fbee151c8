package io.confab.server;

import io.confab.contract.Failure;
import io.confab.server.config.Config;
import io.confab.server.config.ConfigReader;
import io.confab.server.config.InvalidConfig;
import java.time.Duration;

/** The command line: what was asked for, the exit code, and what the person who typed it reads. */
public final class Main {

    /** Refused to start, said why in one sentence. */
    static final int REFUSED = 1;
    /** The command line itself was wrong. */
    static final int USAGE = 2;

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

    private Main() {}

    /** Starts the server; the arguments are those of {@code --help}. */
    public static void main(String[] args) {
        try {
            Arguments arguments = Arguments.parse(args);
            switch (arguments.action()) {
                case HELP -> System.out.println(Arguments.help());
                case VERSION -> System.out.println("Confab " + Version.current());
                case PRINT_CONFIG ->
                    System.out.println(ConfigReader.print(arguments.file(), System.getenv(), arguments.settings()));
                case CHECK_HEALTH -> System.exit(Health.check(read(arguments)) ? 0 : REFUSED);
                case CREATE_TEST_USERS -> Tools.createTestUsers(read(arguments), Main::say);
                case CREATE_TOKENS -> Tools.createTokens(read(arguments), arguments.words(), Main::say);
                case RESET_DATABASE -> Tools.resetDatabase(read(arguments), System.in, Main::say);
                case START -> start(read(arguments));
            }
        } catch (InvalidConfig | Refusal | Failure e) {
            refuse(e.getMessage(), e instanceof Arguments.Wrong ? USAGE : REFUSED);
        }
    }

    private static Config read(Arguments arguments) {
        return ConfigReader.read(arguments.file(), System.getenv(), arguments.settings());
    }

    private static void start(Config config) {
        long begin = System.nanoTime();
        System.out.println("Confab " + Version.current());
        config.log().dir().ifPresent(dir -> LogFiles.open(dir, Main::say));
        DataDirectory data = DataDirectory.open(config.dataDir());
        Servers servers = Servers.open(config, data, Main::say);
        Node node = new Node(config, servers, Wiring.accounts(config, data.secret(config)), Main::say);
        Thread stop = new Thread(() -> stop(node, servers), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        node.start()
                .onSuccess(port -> {
                    say("Ready after " + seconds(begin) + " s: open http://" + shown(config) + ":" + port);
                    // gives back what only the start needed: a server at rest holds 190 MB instead of 310
                    System.gc();
                })
                .onFailure(cause -> leave(cause, stop, node, servers));
    }

    private static void stop(Node node, Servers servers) {
        say("Stopping: clients are told to reconnect, what was accepted is finished");
        close(node, servers);
        say("Stopped");
    }

    /** Not on the event loop, which has to go on for the node to stop. */
    private static void leave(Throwable cause, Thread stop, Node node, Servers servers) {
        Runtime.getRuntime().removeShutdownHook(stop);
        Thread leave = new Thread(
                () -> {
                    close(node, servers);
                    refuse(Refusal.sentence(cause), REFUSED);
                },
                "leave");
        leave.start();
    }

    private static void close(Node node, Servers servers) {
        node.stop(STOP_DEADLINE);
        servers.close();
    }

    private static String shown(Config config) {
        return config.http().host().equals("0.0.0.0")
                ? "localhost"
                : config.http().host();
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void refuse(String sentence, int code) {
        System.err.println("Confab cannot start: " + sentence);
        System.exit(code);
    }

    private static String seconds(long begin) {
        return String.format("%.1f", (System.nanoTime() - begin) / 1e9);
    }
}
