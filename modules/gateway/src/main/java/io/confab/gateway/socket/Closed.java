package io.confab.gateway.socket;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/**
 * How a socket ended.
 *
 * @param code the code of the first close frame of either side (RFC 6455 section 7.4); 1005 when it had none, 1006 when
 *     the connection was lost without one
 * @param reason what that frame said; never {@code null}
 */
public record Closed(int code, String reason) {

    static final Closed MALFORMED = new Closed(1002, "Malformed frame");
    static final Closed TOO_EARLY = new Closed(1002, "A frame before the end of the handshake");
    static final Closed UNKNOWN_CODE = new Closed(1002, "Unknown close code");
    static final Closed NOT_UNDERSTOOD = new Closed(1003, "This kind of message is not understood");
    static final Closed LOST = new Closed(1006, "");
    static final Closed TOO_LONG = new Closed(1009, "Message too long");
    static final Closed INTERNAL_ERROR = new Closed(1011, "Internal error");
    static final Closed TOO_SLOW = new Closed(1013, "Too slow");
    static final Closed UNIDENTIFIED = new Closed(4401, "Not identified in time");
    static final Closed SILENT = new Closed(4408, "Nothing heard for too long");

    private static final int WITHOUT_CODE = 1005;
    private static final int HIGHEST_CODE = 4999;
    private static final int LONGEST_REASON = 123;

    /** What a peer said; Netty has let through only codes that may be sent and those above 4999. */
    static Closed by(CloseWebSocketFrame frame) {
        int code = frame.content().isReadable() ? frame.statusCode() & 0xFFFF : WITHOUT_CODE;
        return new Closed(code, frame.reasonText());
    }

    /** Whether the peer did not take what it was sent. */
    public boolean isTooSlow() {
        return equals(TOO_SLOW);
    }

    boolean isKnownCode() {
        return code <= HIGHEST_CODE;
    }

    /** The frame that tells it; the reason is cut at 123 bytes, between characters. */
    CloseWebSocketFrame frame() {
        return code == WITHOUT_CODE ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, cut(reason));
    }

    /** The answer to a peer's frame: its code and no reason. */
    CloseWebSocketFrame answer() {
        return new Closed(code, "").frame();
    }

    private static String cut(String reason) {
        int end = Math.min(reason.length(), LONGEST_REASON);
        while (ByteBufUtil.utf8Bytes(reason, 0, end) > LONGEST_REASON || splitsACharacter(reason, end)) {
            end--;
        }
        return reason.substring(0, end);
    }

    private static boolean splitsACharacter(String text, int at) {
        return at > 0 && at < text.length() && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
