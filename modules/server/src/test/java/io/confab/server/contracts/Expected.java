package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a transcript expects, with its variables. */
final class Expected {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern JSON = Pattern.compile("([0-9-]*)([{\\[].*)", Pattern.DOTALL);
    private static final String ANYTHING = "_";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, JsonNode> values = new HashMap<>();

    Expected(Map<String, String> known) {
        known.forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
    }

    /** A line of the client, with what its variables stand for. */
    String filled(String line) {
        return VARIABLE.matcher(line).replaceAll(variable -> {
            JsonNode value = values.get(variable.group(1));
            assertThat(value).as("the variable %s", variable.group(1)).isNotNull();
            return Matcher.quoteReplacement(value.asText());
        });
    }

    /** Fails unless this was said; takes what variables stand for that were not known. */
    void match(String pattern, String said) {
        Matcher expected = JSON.matcher(pattern);
        Matcher actual = JSON.matcher(said);
        JsonNode expectedTree = expected.matches() ? tree(expected.group(2)) : null;
        JsonNode actualTree = actual.matches() ? tree(actual.group(2)) : null;
        if (expectedTree == null || actualTree == null) {
            matchText(pattern, said);
            return;
        }
        assertThat(actual.group(1)).as(said).isEqualTo(expected.group(1));
        match(expectedTree, actualTree, said);
    }

    private void match(JsonNode expected, JsonNode actual, String whole) {
        Matcher variable = VARIABLE.matcher(expected.asText());
        if (expected.isTextual() && variable.matches()) {
            take(variable.group(1), actual, whole);
        } else if (expected.isObject() && actual.isObject()) {
            assertThat(names(actual)).as(whole).isEqualTo(names(expected));
            expected.fields().forEachRemaining(field -> match(field.getValue(), actual.get(field.getKey()), whole));
        } else if (expected.isArray() && actual.isArray()) {
            assertThat(actual.size()).as(whole).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                match(expected.get(i), actual.get(i), whole);
            }
        } else if (expected.isTextual() && actual.isTextual()) {
            matchText(expected.asText(), actual.asText());
        } else {
            assertThat(actual).as(whole).isEqualTo(expected);
        }
    }

    private void matchText(String pattern, String said) {
        StringBuilder regex = new StringBuilder();
        Map<Integer, String> groups = new HashMap<>();
        Matcher variables = VARIABLE.matcher(pattern);
        int from = 0;
        while (variables.find()) {
            regex.append(Pattern.quote(pattern.substring(from, variables.start())));
            String name = variables.group(1);
            if (values.containsKey(name)) {
                regex.append(Pattern.quote(values.get(name).asText()));
            } else {
                regex.append("(.+?)");
                groups.put(groups.size() + 1, name);
            }
            from = variables.end();
        }
        regex.append(Pattern.quote(pattern.substring(from)));
        Matcher actual = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(said);
        assertThat(actual.matches())
                .as("expected: %s%nbut it was: %s", pattern, said)
                .isTrue();
        groups.forEach((group, name) -> take(name, TextNode.valueOf(actual.group(group)), said));
    }

    private void take(String name, JsonNode actual, String whole) {
        if (!name.equals(ANYTHING)) {
            JsonNode known = values.putIfAbsent(name, actual);
            assertThat(known == null || known.asText().equals(actual.asText()))
                    .as("%s is %s in: %s", name, known, whole)
                    .isTrue();
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        Iterator<String> all = object.fieldNames();
        all.forEachRemaining(names::add);
        return names;
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }
}
