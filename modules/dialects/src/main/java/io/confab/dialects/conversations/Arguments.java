package io.confab.dialects.conversations;

import io.confab.contract.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What came with an event: the fields of one object; each is taken by name, and what it should be is said when it is not. */
final class Arguments {

    private static final long MAX_ID = (1L << 53) - 1;
    private static final int MAX_IDS = 200;

    private final JsonObject fields;

    Arguments(JsonArray args) {
        fields = args.size() > 0 && args.getValue(0) instanceof JsonObject object ? object : new JsonObject();
    }

    /** Whether a field is there and says something. */
    boolean has(String name) {
        Object value = fields.getValue(name);
        return value != null && !"".equals(value);
    }

    String text(String name) {
        required(name);
        // out of the map: the object itself would turn bytes into a text
        if (fields.getMap().get(name) instanceof String text) {
            return text;
        }
        throw Failure.invalid(name, name + " must be a text");
    }

    String textOrNull(String name) {
        return fields.getValue(name) == null ? null : text(name);
    }

    long id(String name) {
        return id(name, required(name));
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(fields.getValue(name));
    }

    List<Long> ids(String name) {
        Object value = fields.getValue(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array) || array.size() > MAX_IDS) {
            throw Failure.invalid(name, name + " must be a list of at most " + MAX_IDS + " numbers");
        }
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            ids.add(id(name, array.getValue(i)));
        }
        return ids;
    }

    /** Whom a message is for, as one number for users and groups; 0 when that cannot be said. */
    long receiver() {
        Object group = fields.getValue("group_id");
        Object user = fields.getValue("to_user_id");
        if (isInteger(group)) {
            return ((Number) group).longValue();
        }
        return isInteger(user) ? -((Number) user).longValue() : 0;
    }

    private Object required(String name) {
        if (!has(name)) {
            throw Failure.invalid(name, name + " is missing");
        }
        return fields.getValue(name);
    }

    private static long id(String name, Object value) {
        long id = isInteger(value) ? ((Number) value).longValue() : 0;
        if (id < 1 || id > MAX_ID) {
            throw Failure.invalid(name, name + " must be a whole number above 0");
        }
        return id;
    }

    private static boolean isInteger(Object value) {
        return value instanceof Integer || value instanceof Long;
    }
}
