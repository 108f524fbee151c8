package io.confab.dialects;

import com.fasterxml.jackson.core.JsonParser;
import io.confab.contract.Wire;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The named fields of a body, and what is wrong with them in the words of the library that the older systems check bodies
 * with (pydantic 2): all faults of a body are told together, with status 422, by {@link #check}.
 *
 * <p>The body must have been read by a {@link Door}.
 */
public final class Fields {

    private static final Pattern JSON =
            Pattern.compile("application/([^;\\s]+\\+)?json\\s*(;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?[0-9]+\\s*");

    /** What stands for bytes that are no text; nobody types it. */
    private static final char BROKEN = '\uFFFD';

    private final Map<String, Object> values;
    private final JsonObject whole;
    private final JsonArray faults = new JsonArray();

    /** What is missing is told with what it is missing from, of a form with null. */
    private Fields(JsonObject values, JsonObject whole) {
        this.values = values.getMap();
        this.whole = whole;
    }

    /** Those of a JSON object; throws a {@link Refusal} for anything else. A body that says nothing of its type is JSON. */
    public static Fields ofJson(RoutingContext ctx) {
        Buffer body = ctx.body().buffer();
        if (body == null || body.length() == 0) {
            throw refusal(fault("missing", new JsonArray().add("body"), "Field required", null));
        }
        if (!isJson(ctx)) {
            throw noObject(body.toString());
        }
        Object value = parse(body);
        if (!(value instanceof JsonObject object)) {
            throw noObject(value);
        }
        return new Fields(object, object);
    }

    /** Those of an HTML form, url-encoded or multipart; a JSON object is as good. A field that is empty is missing. */
    public static Fields ofForm(RoutingContext ctx) {
        if (isJson(ctx) && ctx.body().buffer() != null && ctx.body().length() > 0) {
            return ofJson(ctx);
        }
        MultiMap form = ctx.request().formAttributes();
        JsonObject fields = new JsonObject();
        form.names().stream()
                .filter(name -> !form.get(name).isEmpty())
                .forEach(name -> fields.put(name, form.get(name)));
        Fields read = new Fields(fields, null);
        form.names().stream()
                .filter(name -> form.get(name).indexOf(BROKEN) >= 0)
                .forEach(name ->
                        read.fault("value_error", name, "Value error, This is not written in UTF-8", form.get(name)));
        return read;
    }

    /** Whether there is such a field with a value. */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** A text; null, and a fault, when it is missing or no text. */
    public String text(String name) {
        Object value = values.get(name);
        if (value instanceof String text) {
            return text;
        }
        if (values.containsKey(name)) {
            fault("string_type", name, "Input should be a valid string", value);
        } else {
            missing(name);
        }
        return null;
    }

    /** A text; null when it is missing, and a fault when it is no text. */
    public String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    /** A whole number, which may be written as text; 0, and a fault, when it is missing or none. */
    public long integer(String name) {
        Object value = values.get(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof String text) {
            return parsed(name, text);
        }
        if (values.containsKey(name)) {
            fault("int_type", name, "Input should be a valid integer", value);
        } else {
            missing(name);
        }
        return 0;
    }

    /** Whole numbers: a list, or a text with commas between them; a fault for each that is none, or for too many. */
    public List<Long> integers(String name, int most) {
        Object value = values.get(name);
        List<?> all = value instanceof List<?> list
                ? list
                : value instanceof String text ? List.of(text.split(",")) : List.of(String.valueOf(value));
        if (all.size() > most) {
            String sentence = "List should have at most " + most + " items after validation, not " + all.size();
            fault("too_long", name, sentence, null, new JsonObject().put("max_length", most));
            return List.of();
        }
        return all.stream()
                .map(String::valueOf)
                .filter(one -> !one.isBlank())
                .map(one -> parsed(name, one))
                .toList();
    }

    /** Notes that a field is missing. */
    public void missing(String name) {
        fault("missing", name, "Field required", whole);
    }

    /** Notes a fault of a field. */
    public void fault(String type, String name, String sentence, Object input) {
        faults.add(fault(type, new JsonArray().add("body").add(name), sentence, input));
    }

    /** Notes a fault of a field, with what the sentence is made of. */
    public void fault(String type, String name, String sentence, Object input, JsonObject context) {
        faults.add(fault(type, new JsonArray().add("body").add(name), sentence, input)
                .put("ctx", context));
    }

    /** The refusal of a field that looks right and is not. */
    public Refusal invalid(String name, String sentence, Object input) {
        return refusal(fault("value_error", new JsonArray().add("body").add(name), "Value error, " + sentence, input));
    }

    /** Throws a {@link Refusal} when a field had a fault. */
    public void check() {
        if (!faults.isEmpty()) {
            throw Refusal.detail(422, faults);
        }
    }

    private long parsed(String name, String text) {
        try {
            if (INTEGER.matcher(text).matches()) {
                return Long.parseLong(text.strip());
            }
        } catch (NumberFormatException tooLong) {
            // no id is that long
        }
        fault("int_parsing", name, "Input should be a valid integer, unable to parse string as an integer", text);
        return 0;
    }

    private static boolean isJson(RoutingContext ctx) {
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type == null || JSON.matcher(type).lookingAt();
    }

    /** As strict as the native API: UTF-8, names once, nested at most 32 deep. */
    private static Object parse(Buffer body) {
        try (JsonParser parser = Wire.json().createParser(utf8(body))) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            Object value = Wire.json().readerFor(Object.class).readValue(parser);
            if (parser.nextToken() != null) {
                throw invalid("Extra data");
            }
            return value instanceof Map<?, ?> ? body.toJsonObject() : value;
        } catch (IOException e) {
            throw invalid("Expecting value");
        }
    }

    private static String utf8(Buffer bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.getBytes()))
                .toString();
    }

    private static Refusal invalid(String error) {
        JsonObject fault =
                fault("json_invalid", new JsonArray().add("body").add(0), "JSON decode error", new JsonObject());
        return refusal(fault.put("ctx", new JsonObject().put("error", error)));
    }

    private static Refusal noObject(Object input) {
        return refusal(fault(
                "model_attributes_type",
                new JsonArray().add("body"),
                "Input should be a valid dictionary or object to extract fields from",
                input));
    }

    private static Refusal refusal(JsonObject fault) {
        return Refusal.detail(422, new JsonArray().add(fault));
    }

    private static JsonObject fault(String type, JsonArray place, String sentence, Object input) {
        return new JsonObject()
                .put("type", type)
                .put("loc", place)
                .put("msg", sentence)
                .put("input", input);
    }
}
