package io.confab.gateway.feed;

import io.confab.contract.GroupEvent;
import io.confab.gateway.socket.Frame;

/** Who hears groups: one session. */
public interface Subscriber {

    /** The contract it speaks. */
    Encoder encoder();

    /** Its user. */
    long userId();

    /** Whether its client keeps up; until it does again it is told nothing, and then {@link Subscription#catchUp}. */
    boolean hasRoom();

    /**
     * Takes an event.
     *
     * @param event the next entry of the group's log, or something that is in no log
     * @param frame what its contract says of it, to be written but not kept; null when it says nothing
     */
    void deliver(GroupEvent event, Frame frame);

    /** A subscription reached its goal, or ended because the user is a member no longer. */
    void settled(Subscription subscription);

    /** A subscription cannot reach its goal yet, because the log cannot be read; it goes on as soon as it can. */
    void stalled(Subscription subscription);

    /** A subscription is hopelessly far behind. */
    void tooSlow();
}
