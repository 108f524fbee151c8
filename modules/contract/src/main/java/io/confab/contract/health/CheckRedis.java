package io.confab.contract.health;

import io.confab.contract.Request;

/** How this node is joined to others; answers at once with what is known. */
public record CheckRedis() implements Request<CheckRedis.State> {

    /** How a node is joined to others. */
    public enum State {
        /** Redis answers. */
        CONNECTED,
        /** Redis is configured and does not answer: other nodes are heard by the database alone, somewhat later. */
        AWAY,
        /** No Redis is configured. */
        ALONE
    }
}
