package io.confab.gateway.feed;

import io.confab.contract.GroupEvent;

/** How a contract says what happens in groups. */
@FunctionalInterface
public interface Encoder {

    /**
     * The text frame for an event, in UTF-8, the same for everybody who is told of it; null when the contract has no word
     * for such an event. Called at most once for each event and event loop as a rule, so it may take its time.
     */
    byte[] encode(GroupEvent event);
}
