package io.confab.redis.wire;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * What is published: a line that nodes of every version understand, then a body that only the named format explains.
 *
 * <p>The line is {@code <format> <node> <kind> <head>\n}, so an own echo is known by looking at a few bytes, and a node
 * that does not know the format still knows how far the group is.
 *
 * @param format of the body
 * @param node who published it
 * @param kind what the body is
 * @param head the seq of the last entry that exists by it; 0 when it says nothing of that
 * @param body JSON in UTF-8
 */
public record Envelope(int format, String node, String kind, long head, Buffer body) {

    /** The format that this version writes. */
    public static final int FORMAT = 1;

    /** Entries of a group's log, as a list. */
    public static final String LOG = "log";

    /** No body: the group has this head. */
    public static final String HEAD = "head";

    private static final int MAX_LINE = 200;

    /** The line before the body. */
    public static String line(String node, String kind, long head) {
        return FORMAT + " " + node + " " + kind + " " + head + "\n";
    }

    /** The whole of it. */
    public Buffer buffer() {
        return Buffer.buffer(line(node, kind, head)).appendBuffer(body);
    }

    /** Reads it back; null when there is no such line. */
    public static Envelope of(Buffer payload) {
        int end = lineEnd(payload);
        if (end < 0) {
            return null;
        }
        String[] words =
                payload.getString(0, end, StandardCharsets.ISO_8859_1.name()).split(" ", 5);
        try {
            return words.length < 4
                    ? null
                    : new Envelope(
                            Integer.parseInt(words[0]),
                            words[1],
                            words[2],
                            Long.parseLong(words[3]),
                            payload.slice(end + 1, payload.length()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether this version can read the body. */
    public boolean isReadable() {
        return format == FORMAT;
    }

    private static int lineEnd(Buffer payload) {
        int most = Math.min(payload.length(), MAX_LINE);
        for (int i = 0; i < most; i++) {
            if (payload.getByte(i) == '\n') {
                return i;
            }
        }
        return -1;
    }
}
