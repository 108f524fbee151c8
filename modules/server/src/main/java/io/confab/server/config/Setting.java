package io.confab.server.config;

import java.util.List;
import java.util.function.Function;

/**
 * One thing that can be set.
 *
 * @param key its name in the file and, as {@code --key=value}, on the command line
 * @param variables its names in the environment, the first one found wins; a secret may also be given as a file whose
 *     name is in the variable with {@code _FILE} appended
 * @param standard the value when nothing is set, null for none
 * @param secret whether its value must never be shown, logged or taken from the command line
 * @param help one line for people
 * @param parser turns the text into the value; throws {@link IllegalArgumentException} with what is expected
 * @param <T> the type of the value
 */
record Setting<T>(
        String key, List<String> variables, String standard, boolean secret, String help, Function<String, T> parser) {

    static <T> Setting<T> of(
            String key, List<String> variables, String standard, String help, Function<String, T> parser) {
        return new Setting<>(key, variables, standard, false, help, parser);
    }

    static Setting<String> secret(String key, List<String> variables, String help, Function<String, String> parser) {
        return new Setting<>(key, variables, null, true, help, parser);
    }
}
