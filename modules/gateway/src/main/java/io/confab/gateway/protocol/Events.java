package io.confab.gateway.protocol;

import io.confab.contract.GroupEvent;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessageDeleted;
import io.confab.contract.log.LogEntry.MessageEdited;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.log.LogEntry.RoleChanged;
import io.confab.contract.message.MarksMoved;
import io.confab.contract.presence.PresenceChanged;
import io.confab.contract.presence.Typing;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What the protocol says of the events of groups: most frames are the event's record with a type. */
final class Events {

    private final Map<Class<?>, Function<GroupEvent, byte[]>> words = new HashMap<>();

    private record Presence(long groupId, long userId, Instant lastSeen) {}

    Events() {
        say(MessagePosted.class, posted -> Frames.frame("new_message", posted.message()));
        say(MessageEdited.class, "message_edited");
        say(MessageDeleted.class, "message_deleted");
        say(MemberJoined.class, "member_joined");
        say(MemberLeft.class, "member_left");
        say(RoleChanged.class, "role_changed");
        say(GroupChanged.class, "group_changed");
        say(MarksMoved.class, "receipt");
        say(Typing.class, "typing");
        say(PresenceChanged.class, Events::presence);
    }

    /** The frame, or null for an event of no concern to clients. */
    byte[] encode(GroupEvent event) {
        Function<GroupEvent, byte[]> said = words.get(event.getClass());
        return said == null ? null : said.apply(event);
    }

    private <E extends GroupEvent> void say(Class<E> event, String type) {
        say(event, body -> Frames.frame(type, body));
    }

    private <E extends GroupEvent> void say(Class<E> event, Function<E, byte[]> words) {
        this.words.put(event, told -> words.apply(event.cast(told)));
    }

    private static byte[] presence(PresenceChanged changed) {
        return Frames.frame(
                changed.online() ? "user_online" : "user_offline",
                new Presence(changed.groupId(), changed.userId(), changed.lastSeen()));
    }
}
