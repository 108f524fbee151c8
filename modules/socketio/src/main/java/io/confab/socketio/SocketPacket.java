package io.confab.socketio;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.util.Set;

/**
 * A packet of Socket.IO as it came in.
 *
 * @param type which kind
 * @param attachments how many binary messages belong to it
 * @param namespace where
 * @param ack the id under which the sender wants an answer, or that is answered; null for none
 * @param data its payload: a JsonObject, a JsonArray or null, as the kind wants it
 */
record SocketPacket(Type type, int attachments, String namespace, Long ack, Object data) {

    static final String MAIN = "/";

    private static final int MAX_DEPTH = 32;
    private static final int MAX_DIGITS = 15;
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    enum Type {
        CONNECT,
        DISCONNECT,
        EVENT,
        ACK,
        CONNECT_ERROR,
        BINARY_EVENT,
        BINARY_ACK;

        boolean isBinary() {
            return this == BINARY_EVENT || this == BINARY_ACK;
        }

        boolean isEvent() {
            return this == EVENT || this == BINARY_EVENT;
        }
    }

    /** Reads a packet; null when it is none that a client may send. */
    static SocketPacket read(String text) {
        int type = text.isEmpty() ? -1 : text.charAt(0) - '0';
        if (type < 0 || type >= Type.values().length) {
            return null;
        }
        try {
            return new Reading(Type.values()[type], text).packet();
        } catch (DecodeException | NumberFormatException | IllegalStateException malformed) {
            return null;
        }
    }

    private static final class Reading {
        private final Type type;
        private final String text;
        private int at = 1;

        Reading(Type type, String text) {
            this.type = type;
            this.text = text;
        }

        SocketPacket packet() {
            int attachments = type.isBinary() ? attachments() : 0;
            String namespace = namespace();
            Long ack = ack();
            Object data = at == text.length() ? null : json(text.substring(at));
            SocketPacket packet = new SocketPacket(type, attachments, namespace, ack, data);
            return packet.isWhole() ? packet : null;
        }

        private int attachments() {
            String digits = digits();
            if (at == text.length() || text.charAt(at) != '-') {
                throw new IllegalStateException("no number of attachments");
            }
            at++;
            return Integer.parseInt(digits);
        }

        private String namespace() {
            if (at == text.length() || text.charAt(at) != '/') {
                return MAIN;
            }
            int comma = text.indexOf(',', at);
            String name = text.substring(at, comma < 0 ? text.length() : comma);
            at = comma < 0 ? text.length() : comma + 1;
            int query = name.indexOf('?');
            return query < 0 ? name : name.substring(0, query);
        }

        private Long ack() {
            String digits = digits();
            return digits.isEmpty() ? null : Long.valueOf(digits);
        }

        private String digits() {
            int from = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at - from > MAX_DIGITS) {
                throw new NumberFormatException("too many digits");
            }
            return text.substring(from, at);
        }
    }

    private boolean isWhole() {
        return switch (type) {
            case CONNECT -> data == null || data instanceof JsonObject;
            case DISCONNECT -> data == null;
            case EVENT, BINARY_EVENT ->
                data instanceof JsonArray args
                        && !args.isEmpty()
                        && args.getValue(0) instanceof String name
                        && !RESERVED.contains(name);
            case ACK, BINARY_ACK -> data instanceof JsonArray && ack != null;
            case CONNECT_ERROR -> false;
        };
    }

    private static Object json(String json) {
        if (isDeeper(json)) {
            throw new DecodeException("nested too deep");
        }
        return new JacksonCodec().fromString(json);
    }

    /** Looks before anybody reads it recursively. */
    private static boolean isDeeper(String json) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                if (++depth > MAX_DEPTH) {
                    return true;
                }
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return false;
    }
}
