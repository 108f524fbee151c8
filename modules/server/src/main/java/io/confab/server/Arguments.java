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
 * @param words what stands behind a tool's name
 */
record Arguments(Action action, Path file, List<String> settings, List<String> words) {

    enum Action {
        START,
        HELP,
        VERSION,
        PRINT_CONFIG,
        CHECK_HEALTH,
        CREATE_TEST_USERS,
        CREATE_TOKENS,
        RESET_DATABASE
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
        List<String> words = new ArrayList<>();
        for (String arg : args) {
            switch (arg) {
                case "--help", "-h" -> action = Action.HELP;
                case "--version", "-V" -> action = Action.VERSION;
                case "--print-config" -> action = Action.PRINT_CONFIG;
                case "--check-health" -> action = Action.CHECK_HEALTH;
                case "create-test-users" -> action = Action.CREATE_TEST_USERS;
                case "create-tokens" -> action = Action.CREATE_TOKENS;
                case "reset-database" -> action = Action.RESET_DATABASE;
                default -> {
                    if (action == Action.CREATE_TOKENS && !arg.startsWith("--") && words.size() < 2) {
                        words.add(arg);
                    } else if (option(arg).startsWith("config=")) {
                        file = Path.of(option(arg).substring("config=".length()));
                    } else {
                        settings.add(option(arg));
                    }
                }
            }
        }
        if (words.size() == 1) {
            throw new Wrong("create-tokens takes a user's id and e-mail address, or nothing");
        }
        return new Arguments(action, file, settings, words);
    }

    static String help() {
        return """
                Confab, a team-chat server.

                  java -jar confab.jar [--config=FILE] [--SETTING=VALUE ...]
                  java -jar confab.jar TOOL [--config=FILE] [--SETTING=VALUE ...]

                  --help            this page
                  --version         the version
                  --print-config    every setting with its value and where it came from, secrets as ***
                  --check-health    asks the server at the configured port; exit code 0 when it is ready
                  --config=FILE     a configuration file instead of conf/confab.yaml

                Tools, which work on the configured database and end:

                  create-test-users            makes the accounts alice@test.com and bob@test.com
                  create-tokens [ID EMAIL]     prints an access token for a user, or for both test users
                  reset-database               deletes everything, after a yes; only while no server runs on it

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
