package io.confab.server;

import io.confab.server.config.ConfigReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param action what to do
 * @param file the configuration file named, or null
 * @param settings {@code key=value} of every other option
 */
record Arguments(Action action, Path file, List<String> settings) {

    enum Action {
        START,
        HELP,
        VERSION,
        PRINT_CONFIG,
        CHECK_HEALTH
    }

    /** The command line cannot be understood. */
    static final class Wrong extends Refusal {
        private static final long serialVersionUID = 1;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    static Arguments parse(String[] args) {
        Action action = Action.START;
        Path file = null;
        List<String> settings = new ArrayList<>();
        for (String arg : args) {
            switch (arg) {
                case "--help", "-h" -> action = Action.HELP;
                case "--version", "-V" -> action = Action.VERSION;
                case "--print-config" -> action = Action.PRINT_CONFIG;
                case "--check-health" -> action = Action.CHECK_HEALTH;
                default -> {
                    String option = option(arg);
                    if (option.startsWith("config=")) {
                        file = Path.of(option.substring("config=".length()));
                    } else {
                        settings.add(option);
                    }
                }
            }
        }
        return new Arguments(action, file, settings);
    }

    static String help() {
        return """
                Confab, a team-chat server.

                  java -jar confab.jar [--config=FILE] [--SETTING=VALUE ...]

                  --help            this page
                  --version         the version
                  --print-config    every setting with its value and where it came from, secrets as ***
                  --check-health    asks the server at the configured port; exit code 0 when it is ready
                  --config=FILE     a configuration file instead of conf/confab.yaml

                Stopped by a signal it ends in order and with that signal's code: 143 for SIGTERM, 130 for Ctrl+C. It ends
                with 1 when it cannot start, with 2 when the command line is wrong.

                A setting is taken from its default, the file, the environment, the command line; the later one wins.
                A secret may also be a file: JWT_SECRET_FILE=/run/secrets/jwt.

                  setting            environment                        meaning [default]
                """ + ConfigReader.help();
    }

    private static String option(String arg) {
        if (!arg.startsWith("--")) {
            throw new Wrong("\"" + arg + "\" is not an option, see --help");
        }
        return arg.substring(2);
    }
}
