package io.confab.dialects.channels;

import io.confab.contract.GroupEvent;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** What subscribers hear, as server-sent events: each has the seq as its id, so that a client can go on after it. */
final class ChannelEvents {

    private ChannelEvents() {}

    /** The event; null for what the contract has no word for. */
    static byte[] of(GroupEvent event) {
        if (event instanceof MessagePosted posted && posted.message().content() != null) {
            return event("message", posted, History.shown(posted.message()));
        } else if (event instanceof GroupChanged changed) {
            boolean isDeleted = changed.group().archivedAt() != null;
            return event(
                    isDeleted ? "channel_deleted" : "channel_updated", changed, ChannelRoutes.shown(changed.group()));
        }
        return null;
    }

    /** The last one. */
    static String closing(String reason) {
        return "event: closing\ndata: "
                + new JsonObject().put("message", reason).encode() + "\n\n";
    }

    /** JSON has no line breaks in it. */
    private static byte[] event(String name, LogEntry entry, JsonObject data) {
        return ("id: " + entry.seq() + "\nevent: " + name + "\ndata: " + data.encode() + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
