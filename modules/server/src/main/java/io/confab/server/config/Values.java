package io.confab.server.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The text of every setting together with where it came from. */
final class Values {

    /** A text and its source, as people would name it. */
    private record Value(String text, String source) {}

    private final Map<Setting<?>, Value> values = new HashMap<>();

    /** Sets a text unless it is blank, which counts as not set. */
    void put(Setting<?> setting, String text, String source) {
        if (text != null && !text.isBlank()) {
            values.put(setting, new Value(text, source));
        }
    }

    /** The value; there must be one. */
    <T> T of(Setting<T> setting) {
        Value value = values.get(setting);
        return value == null
                ? parse(setting, setting.standard(), "the default")
                : parse(setting, value.text(), value.source());
    }

    /** The value, if there is one. */
    <T> Optional<T> find(Setting<T> setting) {
        Value value = values.get(setting);
        return value == null ? Optional.empty() : Optional.of(parse(setting, value.text(), value.source()));
    }

    /** Every setting as {@code key: value}, secrets as {@code ***}, with the source as a comment. */
    String print() {
        Map<String, String> lines = new TreeMap<>();
        for (Setting<?> setting : Settings.ALL) {
            Value value = values.get(setting);
            String text = value == null ? setting.standard() : value.text();
            String shown = text == null ? "" : setting.secret() ? "***" : text;
            lines.put(
                    setting.key(),
                    (setting.key() + ": " + shown).stripTrailing()
                            + (value == null ? "" : "  # from " + value.source()));
        }
        return String.join("\n", lines.values());
    }

    private static <T> T parse(Setting<T> setting, String text, String source) {
        try {
            return setting.parser().apply(text);
        } catch (IllegalArgumentException e) {
            String found = setting.secret() ? "" : " (found \"" + text + "\")";
            throw new InvalidConfig(
                    "The setting " + setting.key() + " from " + source + " must be " + e.getMessage() + found);
        }
    }
}
