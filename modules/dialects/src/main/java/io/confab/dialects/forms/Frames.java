package io.confab.dialects.forms;

import io.confab.contract.message.Message;
import io.confab.dialects.Times;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** What the server says on sockets. */
final class Frames {

    /** Spelt as the older system did, blank included. */
    static final byte[] HEARTBEAT_ACK = "{\"type\": \"heartbeat_ack\"}".getBytes(StandardCharsets.UTF_8);

    private Frames() {}

    /** A message; null for one that was deleted, for which the contract has no word. */
    static byte[] message(Message message) {
        return message.content() == null
                ? null
                : new JsonObject()
                        .put("type", "message")
                        .put("message_id", message.messageId())
                        .put("sender_id", message.senderId())
                        .put("content", message.content())
                        .put("timestamp", Times.plain(message.sentAt()))
                        .put("group_id", message.groupId())
                        .toBuffer()
                        .getBytes();
    }
}
