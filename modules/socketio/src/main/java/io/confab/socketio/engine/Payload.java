package io.confab.socketio.engine;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Several packets in one HTTP body, taken one by one: separated by the record separator, bytes as {@code b} and base64. */
final class Payload {

    static final char SEPARATOR = '\u001e';
    private static final char BINARY = 'b';

    private final String text;
    private int at;

    private Payload(String text) {
        this.text = text;
    }

    /** A payload that came in; null when it is not UTF-8. */
    static Payload read(Buffer body) {
        try {
            return new Payload(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    boolean hasNext() {
        return at <= text.length();
    }

    /** The next packet, which may be empty. */
    String next() {
        int end = text.indexOf(SEPARATOR, at);
        int to = end < 0 ? text.length() : end;
        String packet = text.substring(at, to);
        at = to + 1;
        return packet;
    }

    static boolean isBinary(String packet) {
        return !packet.isEmpty() && packet.charAt(0) == BINARY;
    }

    /** The bytes of a binary packet; null when they are not base64. */
    static Buffer bytes(String packet) {
        try {
            return Buffer.buffer(Base64.getDecoder().decode(packet.substring(1)));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** A packet as it stands in a payload. */
    static String written(Packet packet) {
        return packet.text() != null
                ? packet.text()
                : BINARY + Base64.getEncoder().encodeToString(packet.binary().getBytes());
    }
}
