package io.confab.socketio.engine;

import io.vertx.core.buffer.Buffer;

/**
 * One packet to be sent. Whoever writes the same to many connections brings a packet of his own, which its WebSockets may
 * know how to write without encoding it again.
 */
public interface Packet {

    /** The packet as a text frame has it, its type first; null when it is binary. */
    String text();

    /** The bytes of a binary message; null when it is text. */
    default Buffer binary() {
        return null;
    }

    /** The same packet, good until it is {@link #release released}: this one is only good during the call it is given to. */
    default Packet kept() {
        return this;
    }

    /** Gives up what was {@link #kept}. */
    default void release() {}

    /** A text packet, its type first. */
    static Packet of(String text) {
        return new Text(text);
    }

    /** A binary message. */
    static Packet of(Buffer bytes) {
        return new Binary(bytes);
    }

    /** Text at hand. */
    record Text(String text) implements Packet {}

    /** Bytes at hand. */
    record Binary(Buffer binary) implements Packet {
        @Override
        public String text() {
            return null;
        }
    }
}
