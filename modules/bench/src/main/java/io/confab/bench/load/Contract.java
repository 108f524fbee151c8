package io.confab.bench.load;

import static io.confab.bench.load.Fields.quoted;

import java.nio.charset.StandardCharsets;

/** What listeners of an older contract have to know of its frames. */
public enum Contract {
    /** JSON frames with a {@code message_type}; one is in with the first join. */
    ROOMS {
        @Override
        boolean isMessage(Fields frame) {
            return frame.is(MESSAGE_TYPE, CHAT);
        }

        @Override
        boolean isWelcome(Fields frame) {
            return frame.is(MESSAGE_TYPE, JOIN);
        }

        @Override
        String answer(Fields frame, Account account) {
            return null;
        }
    },
    /** Socket.IO on a WebSocket: the token is shown after the greeting, pings are answered. */
    SOCKET_IO {
        @Override
        boolean isMessage(Fields frame) {
            return frame.startsWith(NEW_MESSAGE);
        }

        @Override
        boolean isWelcome(Fields frame) {
            return frame.startsWith(AUTHENTICATED);
        }

        @Override
        String answer(Fields frame, Account account) {
            if (frame.startsWith(GREETING)) {
                return "40{\"token\":\"" + account.token() + "\"}";
            }
            return frame.startsWith(PING) ? "3" : null;
        }
    };

    private static final byte[] MESSAGE_TYPE = quoted("message_type");
    private static final byte[] JOIN = quoted("join");
    private static final byte[] CHAT = quoted("chat");
    private static final byte[] NEW_MESSAGE = bytes("42[\"new_message\"");
    private static final byte[] AUTHENTICATED = bytes("42[\"authenticated\"");
    private static final byte[] GREETING = bytes("0{");
    private static final byte[] PING = bytes("2");

    /** Whether it is something that was said. */
    abstract boolean isMessage(Fields frame);

    /** Whether it says that one is in. */
    abstract boolean isWelcome(Fields frame);

    /** What has to be said to it; null for nothing. */
    abstract String answer(Fields frame, Account account);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
