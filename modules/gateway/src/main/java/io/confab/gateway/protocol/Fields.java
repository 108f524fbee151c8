package io.confab.gateway.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.confab.contract.Failure;
import io.confab.contract.Wire;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The fields of a command as its client sent them. What a command needs it takes by name, and a client that sent something
 * else hears {@code INVALID} with that name; what nobody takes is ignored.
 */
final class Fields {

    private static final int MAX_REF = 64;
    /** As REST has it; {@code UUID.fromString} takes signs and short groups too. */
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final Pattern GROUP_ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final long MAX_INTEGER = (1L << 53) - 1;

    /** What stands for values that no command wants: fractions, arrays, integers beyond the range. */
    private static final Object OTHER = new Object();

    private final Map<String, Object> values;

    private Fields(Map<String, Object> values) {
        this.values = values;
    }

    /** Reads one JSON object: every key once, nested at most 32 deep, nothing after it. */
    static Fields parse(String text) {
        try (JsonParser json = Wire.json().getFactory().createParser(text)) {
            json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw Failure.invalid(null, "A command is one JSON object");
            }
            Map<String, Object> values = object(json);
            if (json.nextToken() != null) {
                throw Failure.invalid(null, "A command is one JSON object, and this goes on after it");
            }
            return new Fields(values);
        } catch (StreamConstraintsException e) {
            throw Failure.invalid(null, "The command is nested deeper than 32, or one of its parts is too long");
        } catch (JsonProcessingException e) {
            throw Failure.invalid(null, "The command is not JSON, or a key occurs twice in one object");
        } catch (IOException e) {
            throw new IllegalStateException("A string cannot fail to be read", e);
        }
    }

    String type() {
        return text("type");
    }

    /** The client's own name for the command, or null. */
    String ref() {
        Object ref = values.get("ref");
        if (ref == null) {
            return null;
        }
        if (!(ref instanceof String text) || text.length() > MAX_REF || !isWhole(text)) {
            throw Failure.invalid("ref", "A ref is a text of at most " + MAX_REF + " characters");
        }
        return text;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        Object value = required(name);
        if (!(value instanceof String text)) {
            throw Failure.invalid(name, name + " must be a text");
        }
        return text;
    }

    /** An integer from 0 to 2^53 - 1. */
    long number(String name) {
        return number(name, required(name));
    }

    UUID uuid(String name) {
        String text = text(name);
        if (!UUID_FORM.matcher(text).matches()) {
            throw Failure.invalid(name, name + " must be a UUID such as 5f2b8a38-6b0e-4ad8-8a5e-2f6c5e0e0001");
        }
        return UUID.fromString(text);
    }

    /** An object from group ids to seqs. */
    Map<Long, Long> seqs(String name) {
        if (!(required(name) instanceof Map<?, ?> object)) {
            throw Failure.invalid(name, name + " must be an object from group ids to seqs");
        }
        Map<Long, Long> seqs = new HashMap<>();
        object.forEach((group, seq) -> seqs.put(groupId(name, (String) group), number(name + "." + group, seq)));
        return seqs;
    }

    private Object required(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw Failure.invalid(name, name + " is missing");
        }
        return value;
    }

    private static long number(String name, Object value) {
        if (!(value instanceof Long number) || number < 0 || number > MAX_INTEGER) {
            throw Failure.invalid(name, name + " must be an integer from 0 to 2^53 - 1");
        }
        return number;
    }

    private static long groupId(String name, String key) {
        if (!GROUP_ID.matcher(key).matches()) {
            throw Failure.invalid(name, name + " must have group ids as keys");
        }
        return Long.parseLong(key);
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> values = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            values.put(name, value(json));
        }
        return values;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? OTHER : json.getLongValue();
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                json.skipChildren();
                yield OTHER;
            }
            default -> OTHER;
        };
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
