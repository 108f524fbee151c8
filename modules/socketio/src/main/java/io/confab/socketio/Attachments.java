package io.confab.socketio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Puts binary messages where a packet has places for them, and takes them out again. */
final class Attachments {

    private static final String PLACE = "_placeholder";
    private static final String NUMBER = "num";

    private Attachments() {}

    /** The same data with bytes in each of its places; null when a place is for bytes that are not there. */
    static JsonArray insert(JsonArray data, List<Buffer> bytes) {
        try {
            return (JsonArray) filled(data, bytes);
        } catch (NoSuchElementException noSuchBytes) {
            return null;
        }
    }

    /** The same data with places instead of bytes, which are added to the list. */
    static JsonArray extract(JsonArray data, List<Buffer> bytes) {
        return (JsonArray) emptied(data, bytes);
    }

    private static Object filled(Object value, List<Buffer> bytes) {
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            list(array).forEach(each -> copy.add(filled(plain(each), bytes)));
            return copy;
        }
        if (value instanceof JsonObject object && Boolean.TRUE.equals(object.getValue(PLACE))) {
            return numbered(object.getValue(NUMBER), bytes);
        }
        if (value instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.getMap()
                    .entrySet()
                    .forEach(field -> copy.put(field.getKey(), filled(plain(field.getValue()), bytes)));
            return copy;
        }
        return value;
    }

    private static Buffer numbered(Object number, List<Buffer> bytes) {
        if (number instanceof Integer at && at >= 0 && at < bytes.size()) {
            return bytes.get(at);
        }
        throw new NoSuchElementException("no bytes " + number);
    }

    private static Object emptied(Object value, List<Buffer> bytes) {
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            list(array).forEach(each -> copy.add(emptied(plain(each), bytes)));
            return copy;
        }
        if (value instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.getMap()
                    .entrySet()
                    .forEach(field -> copy.put(field.getKey(), emptied(plain(field.getValue()), bytes)));
            return copy;
        }
        if (value instanceof Buffer attachment) {
            bytes.add(attachment);
            return new JsonObject().put(PLACE, true).put(NUMBER, bytes.size() - 1);
        }
        return value;
    }

    /** The values as they are: the array's own iterator would turn bytes into text. */
    private static List<?> list(JsonArray array) {
        return array.getList();
    }

    /** JSON in Vert.x may hold Java's own collections. */
    @SuppressWarnings("unchecked") // keys of JSON are texts
    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return new JsonArray(list);
        }
        return value instanceof Map<?, ?> map ? new JsonObject((Map<String, Object>) map) : value;
    }
}
