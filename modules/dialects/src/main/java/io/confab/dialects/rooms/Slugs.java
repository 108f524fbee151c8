package io.confab.dialects.rooms;

import io.confab.contract.group.Group;
import java.util.HashMap;
import java.util.Map;

/** The slugs of the rooms that have sessions on this event loop: events know groups by number alone. */
final class Slugs {

    private final Map<Long, Known> known = new HashMap<>();

    private record Known(String slug, int sessions) {}

    /** One session more. */
    void remember(Group room) {
        Known before = known.get(room.id());
        known.put(room.id(), new Known(room.slug(), before == null ? 1 : before.sessions + 1));
    }

    /** One session less. */
    void forget(Group room) {
        known.computeIfPresent(
                room.id(), (id, one) -> one.sessions == 1 ? null : new Known(one.slug, one.sessions - 1));
    }

    /** The slug of a room that has sessions. */
    String of(long groupId) {
        return known.get(groupId).slug;
    }
}
