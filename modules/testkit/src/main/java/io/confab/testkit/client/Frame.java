package io.confab.testkit.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.contract.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One frame of the native protocol ({@code docs/protocol.md}). {@link #with} returns a changed copy; a frame that was
 * sent or received never changes.
 *
 * @param json the frame's fields; treat as read-only
 */
public record Frame(ObjectNode json) {

    /** The types of the frames that are entries of a group's log and carry its seq. */
    private static final Set<String> ENTRIES = Set.of(
            "new_message",
            "message_edited",
            "message_deleted",
            "member_joined",
            "member_left",
            "role_changed",
            "group_changed");

    /** A frame with a type and nothing else. */
    public static Frame of(String type) {
        return new Frame(Wire.json().createObjectNode().put("type", type));
    }

    /** A {@code send_message} with a fresh key. */
    public static Frame message(long groupId, String content) {
        return message(groupId, UUID.randomUUID(), content);
    }

    /** A {@code send_message} with a given key. */
    public static Frame message(long groupId, UUID key, String content) {
        return of("send_message").with("group_id", groupId).with("key", key).with("content", content);
    }

    /**
     * The frame that a text stands for.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public static Frame parse(String text) {
        try {
            if (Wire.json().readTree(text) instanceof ObjectNode object) {
                return new Frame(object);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + text, e);
        }
        throw new IllegalArgumentException("Not a JSON object: " + text);
    }

    /** This frame with one more field, any value that {@link Wire} can write; null removes the field. */
    public Frame with(String field, Object value) {
        ObjectNode copy = json.deepCopy();
        if (value == null) {
            copy.remove(field);
        } else {
            copy.set(field, Wire.json().valueToTree(value));
        }
        return new Frame(copy);
    }

    /** The frame's type, or an empty string. */
    public String type() {
        return text("type");
    }

    /** Whether the frame is of this type. */
    public boolean is(String type) {
        return type.equals(type());
    }

    /** Whether the frame is an entry of a group's log, so that {@link #groupId} and {@link #seq} place it. */
    public boolean isEntry() {
        return ENTRIES.contains(type());
    }

    /** The group it speaks of, or 0. */
    public long groupId() {
        return number("group_id");
    }

    /** Its place in the group's log, or 0. */
    public long seq() {
        return number("seq");
    }

    /** A field as text; an empty string when absent. */
    public String text(String field) {
        return json.path(field).asText("");
    }

    /** A field as a number; 0 when absent. */
    public long number(String field) {
        return json.path(field).asLong();
    }

    /** A field as it stands; a missing node when absent. */
    public JsonNode at(String field) {
        return json.path(field);
    }

    /** A field that maps group ids to seqs, such as {@code heads}; empty when absent. */
    public Map<Long, Long> seqs(String field) {
        Map<Long, Long> seqs = new HashMap<>();
        json.path(field)
                .properties()
                .forEach(e -> seqs.put(Long.valueOf(e.getKey()), e.getValue().asLong()));
        return seqs;
    }

    /** The frame as the JSON that goes over the wire. */
    @Override
    public String toString() {
        return json.toString();
    }
}
