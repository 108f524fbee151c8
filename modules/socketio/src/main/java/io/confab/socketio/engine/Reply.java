package io.confab.socketio.engine;

import io.vertx.core.json.JsonArray;

/** The answer to one HTTP request of a polling client. */
record Reply(int status, String body) {

    static final Reply DONE = new Reply(200, "ok");
    static final Reply WRONG_VERSION =
            refusal("The client is using an unsupported version of the Socket.IO or Engine.IO protocols");
    static final Reply WRONG_TRANSPORT = refusal("Invalid transport");
    static final Reply WRONG_METHOD = refusal("Invalid method");
    static final Reply WRONG_PACKET = refusal("Invalid packet");
    static final Reply OVERLAP = refusal("Two requests at once");
    static final Reply TOO_LONG = new Reply(413, quoted("Payload too large"));

    private static final int LONGEST_SID = 64;

    static Reply ok(String payload) {
        return new Reply(200, payload);
    }

    static Reply unknown(String sid) {
        return refusal("Invalid session " + (sid.length() > LONGEST_SID ? sid.substring(0, LONGEST_SID) : sid));
    }

    private static Reply refusal(String sentence) {
        return new Reply(400, quoted(sentence));
    }

    /** A sentence is told as a JSON text, as the clients of older servers know it. */
    private static String quoted(String sentence) {
        String array = JsonArray.of(sentence).encode();
        return array.substring(1, array.length() - 1);
    }
}
