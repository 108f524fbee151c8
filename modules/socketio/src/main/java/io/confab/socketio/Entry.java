package io.confab.socketio;

import io.vertx.core.json.JsonObject;

/**
 * A client that wants to enter a namespace.
 *
 * @param auth what it shows for that; empty when it shows nothing
 * @param socket as what it enters; events that it sends before it is let in arrive already
 */
public record Entry(JsonObject auth, NamespaceSocket socket) {

    /** Lets it in. */
    public void accept() {
        socket.accepted();
    }

    /** Refuses it with a sentence; its connection stays, so that it can try again. */
    public void refuse(String sentence) {
        socket.refused(sentence);
    }
}
