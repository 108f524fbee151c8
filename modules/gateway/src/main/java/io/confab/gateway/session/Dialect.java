package io.confab.gateway.session;

import io.confab.contract.Failure;
import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.group.GroupSummary;
import io.confab.gateway.feed.Encoder;
import io.confab.gateway.socket.Frame;
import io.vertx.ext.web.Router;

/**
 * One contract spoken on sockets: how its clients come in, what their frames mean, and what it says of what happens.
 *
 * <p>One instance serves all sessions of the contract on an event loop. What {@link #encode} says of an event is made once
 * and written to all of them.
 */
public interface Dialect extends Encoder {

    /**
     * Adds the routes by which clients come in; their handlers open sessions at the gate, and identify them when the
     * request says already who it is.
     */
    void mount(Router router, Gate gate);

    /** A client said something. A failure that is thrown here is a fault of this server and closes the session. */
    void received(Session session, String text);

    /** A client said something that is not to be looked at, because it says too much; who goes on is closed anyway. */
    default void refused(Session session, String text, Failure tooMany) {}

    /** Whether a binary message is overlooked; otherwise it ends the session with 1003. */
    default boolean overlooks(Session session, byte[] binary) {
        return false;
    }

    /**
     * An event in its place: each entry of a log exactly once and in order.
     *
     * @param frame what {@link #encode} said of it, not to be kept; null when it said nothing
     */
    default void deliver(Session session, GroupEvent event, Frame frame) {
        if (frame != null) {
            session.write(frame);
        }
    }

    /** Something that concerns the session's user; groups he enters come by {@link #entered}. */
    default void told(Session session, UserEvent event) {}

    /**
     * The session's user has become a member of a group; it hears the group once it {@link Subscriptions#begin subscribes}.
     *
     * @param group the group as he sees it now
     * @param seq the seq of his joining
     */
    void entered(Session session, GroupSummary group, long seq);

    /** The node is stopping; the session will be closed with 1001 as soon as its commands are answered. */
    default void draining(Session session, long reconnectAfterMillis) {}

    /** The session is over, whoever ended it, also one that was never identified; nothing can be written any more. */
    default void closed(Session session) {}
}
