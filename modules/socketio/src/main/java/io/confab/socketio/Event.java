package io.confab.socketio;

import io.vertx.core.json.JsonArray;

/**
 * What a client said.
 *
 * @param name of the event
 * @param args what came with it; bytes as {@link io.vertx.core.buffer.Buffer}
 * @param ack takes the one answer that the client waits for; does nothing when it waits for none
 */
public record Event(String name, JsonArray args, Ack ack) {

    /** How a client is answered. */
    @FunctionalInterface
    public interface Ack {
        /** Answers with these arguments; only the first answer is sent. */
        void answer(Object... args);
    }
}
