package io.confab.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Reads the settings: defaults, then the file, then the environment, then the command line; the later one wins. */
public final class ConfigReader {

    /** The file that is read when there is one and no other is named. */
    public static final Path STANDARD_FILE = Path.of("conf", "confab.yaml");

    private static final String PREFIX = "CONFAB_";
    /** Read by the container image and the tests, not by the server. */
    private static final List<String> FOREIGN = List.of("CONFAB_JAVA_OPTS");

    private final Values values = new Values();

    private ConfigReader() {}

    /**
     * The checked configuration.
     *
     * @param file the file named by the user, or null to read {@link #STANDARD_FILE} if it exists
     * @param environment the environment's variables
     * @param arguments {@code key=value} from the command line
     * @throws InvalidConfig with one sentence for the first fault found
     */
    public static Config read(Path file, Map<String, String> environment, List<String> arguments) {
        return Config.of(collect(file, environment, arguments));
    }

    /** The configuration for people: every key with its value and source, secrets as {@code ***}. */
    public static String print(Path file, Map<String, String> environment, List<String> arguments) {
        Values values = collect(file, environment, arguments);
        Config.of(values);
        return values.print();
    }

    /** One line for each setting. */
    public static String help() {
        List<String> lines = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            String standard =
                    setting.standard() == null || setting.standard().isEmpty() ? "" : " [" + setting.standard() + "]";
            lines.add(String.format(
                    "  %-18s %-34s %s%s",
                    setting.key(), String.join(", ", setting.variables()), setting.help(), standard));
        }
        return String.join("\n", lines);
    }

    private static Values collect(Path file, Map<String, String> environment, List<String> arguments) {
        ConfigReader reader = new ConfigReader();
        reader.readFile(file);
        reader.readEnvironment(environment);
        reader.readArguments(arguments);
        return reader.values;
    }

    private void readFile(Path named) {
        Path file = named != null ? named : STANDARD_FILE;
        if (named == null && !Files.exists(file)) {
            return;
        }
        Map<String, String> texts = new TreeMap<>();
        flatten("", parse(file), texts);
        texts.forEach((key, text) -> values.put(setting(key, "the file " + file), text, "the file " + file));
    }

    private static JsonNode parse(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new InvalidConfig("The file " + file + " is not YAML (line " + line + ")");
        } catch (IOException e) {
            throw new InvalidConfig("The file " + file + " cannot be read");
        }
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> texts) {
        node.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                flatten(key + ".", value, texts);
            } else if (value.isArray()) {
                List<String> parts = new ArrayList<>();
                value.forEach(part -> parts.add(part.asText()));
                texts.put(key, String.join(",", parts));
            } else {
                texts.put(key, value.isNull() ? "" : value.asText());
            }
        });
    }

    private void readEnvironment(Map<String, String> environment) {
        environment.keySet().stream().filter(name -> name.startsWith(PREFIX)).forEach(ConfigReader::requireKnown);
        for (Setting<?> setting : Settings.ALL) {
            // the first name wins, so it is put last
            List<String> names = new ArrayList<>(setting.variables());
            java.util.Collections.reverse(names);
            for (String name : names) {
                values.put(setting, environment.get(name), "the variable " + name);
                if (setting.secret() && environment.get(name + "_FILE") != null) {
                    values.put(setting, secretFile(environment.get(name + "_FILE")), "the file of " + name + "_FILE");
                }
            }
        }
    }

    private static void requireKnown(String variable) {
        List<String> known = Stream.concat(
                        FOREIGN.stream(), Settings.ALL.stream().flatMap(setting -> setting.variables().stream()))
                .toList();
        if (!known.contains(variable)) {
            throw new InvalidConfig("The environment holds the unknown variable " + variable + "; did you mean "
                    + nearest(variable, known) + "?");
        }
    }

    private static String secretFile(String name) {
        try {
            return Files.readString(Path.of(name)).strip();
        } catch (IOException e) {
            throw new InvalidConfig("The file " + name + " that should hold a secret cannot be read");
        }
    }

    private void readArguments(List<String> arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new InvalidConfig("Write --" + argument + "=value, or see --help");
            }
            Setting<?> setting = setting(argument.substring(0, equals), "the command line");
            if (setting.secret()) {
                throw new InvalidConfig("The secret " + setting.key()
                        + " is not taken from the command line, where others can see it; use "
                        + setting.variables().get(0));
            }
            values.put(setting, argument.substring(equals + 1), "the command line");
        }
    }

    private static Setting<?> setting(String key, String source) {
        return Settings.ALL.stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new InvalidConfig("There is no setting " + key + " (in " + source
                        + "); did you mean "
                        + nearest(key, Settings.ALL.stream().map(Setting::key).toList()) + "?"));
    }

    private static String nearest(String name, List<String> known) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparingInt(other -> distance.apply(name, other)))
                .orElseThrow();
    }
}
