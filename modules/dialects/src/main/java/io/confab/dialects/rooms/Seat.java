package io.confab.dialects.rooms;

import io.confab.contract.group.Group;
import io.confab.contract.group.GroupSummary;
import io.vertx.core.Future;

/** What is known of one session: the room it asked for and what has become of that. Lives on the session's event loop. */
final class Seat {

    private Group room;
    private Long guest;
    private Long after;
    private Future<?> entering = Future.succeededFuture();
    private boolean closed;

    /** He is being let in, which goes on also when the session closes meanwhile. */
    void enter(Future<?> admission) {
        entering = admission;
    }

    /** Done when nothing is under way that would bring him in. */
    Future<?> entering() {
        return entering;
    }

    /** The room is there. */
    void found(Group group) {
        room = group;
    }

    /** The room; null before it was found. */
    Group room() {
        return room;
    }

    boolean isIn(long groupId) {
        return room != null && room.id() == groupId;
    }

    /** Somebody came in by a name, to be dismissed when he goes. */
    void admitted(long userId) {
        guest = userId;
    }

    /** Who is to be dismissed; null when it is somebody with an account, or nobody yet. */
    Long guest() {
        return guest;
    }

    /** He has just become a member: his marks stand at the entry of his joining, which is the first that he hears. */
    void joined(GroupSummary summary) {
        after = summary.readSeq() - 1;
    }

    /** The seq after which he hears; null for one who was a member before. */
    Long after() {
        return after;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
