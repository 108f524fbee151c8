package io.confab.gateway.protocol;

import io.confab.contract.GroupEvent;
import io.confab.contract.Wire;
import io.confab.contract.log.LogEntry;
import io.confab.contract.message.MarksMoved;
import io.confab.contract.presence.PresenceChanged;
import io.confab.contract.presence.Typing;
import java.time.Instant;

/** What the protocol says of the events of groups: entries of a log as they are written everywhere, the rest named here. */
final class Events {

    private Events() {}

    private record Presence(long groupId, long userId, Instant lastSeen) {}

    /** The frame, or null for an event of no concern to clients. */
    static byte[] encode(GroupEvent event) {
        if (event instanceof LogEntry) {
            return Wire.bytes(event);
        } else if (event instanceof Typing) {
            return Frames.frame("typing", event);
        } else if (event instanceof MarksMoved) {
            return Frames.frame("receipt", event);
        } else if (event instanceof PresenceChanged changed) {
            Presence presence = new Presence(changed.groupId(), changed.userId(), changed.lastSeen());
            return Frames.frame(changed.online() ? "user_online" : "user_offline", presence);
        }
        return null;
    }
}
