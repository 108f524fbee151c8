package io.confab.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads single fields out of a JSON object without parsing it: the first occurrence of the quoted name counts.
 *
 * <p>That is safe for the flat frames that the generator looks at, because a quoted name cannot stand inside a JSON string:
 * its quotes would be escaped.
 */
final class Fields {

    private final byte[] bytes = new byte[64 * 1024];
    private int length;

    /** Looks at another frame from now on. */
    void read(ByteBuf frame) {
        length = Math.min(frame.readableBytes(), bytes.length);
        frame.getBytes(frame.readerIndex(), bytes, 0, length);
    }

    /** Whether the frame begins so. */
    boolean startsWith(byte[] beginning) {
        return matches(0, beginning);
    }

    /** Whether the string field has this value. */
    boolean is(byte[] quotedName, byte[] quotedValue) {
        int at = valueOf(quotedName);
        return at >= 0 && matches(at, quotedValue);
    }

    /** A number, also one inside quotes; -1 when absent. */
    long number(byte[] quotedName) {
        int at = valueOf(quotedName);
        if (at >= 0 && at < length && bytes[at] == '"') {
            at++;
        }
        if (at < 0 || !isDigit(at)) {
            return -1;
        }
        long value = 0;
        while (isDigit(at)) {
            value = value * 10 + bytes[at++] - '0';
        }
        return value;
    }

    private boolean isDigit(int at) {
        return at < length && bytes[at] >= '0' && bytes[at] <= '9';
    }

    /** The frame as text. */
    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** A name or value as it stands in a frame. */
    static byte[] quoted(String text) {
        return ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
    }

    private int valueOf(byte[] quotedName) {
        for (int i = 0; i + quotedName.length < length; i++) {
            if (bytes[i] == '"' && matches(i, quotedName)) {
                int at = skipSpace(i + quotedName.length);
                if (at < length && bytes[at] == ':') {
                    return skipSpace(at + 1);
                }
            }
        }
        return -1;
    }

    private boolean matches(int at, byte[] wanted) {
        if (at + wanted.length > length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private int skipSpace(int at) {
        int i = at;
        while (i < length && bytes[i] == ' ') {
            i++;
        }
        return i;
    }
}
