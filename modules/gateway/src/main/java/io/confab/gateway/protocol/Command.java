package io.confab.gateway.protocol;

import io.confab.gateway.session.Session;

/** What a command does. */
@FunctionalInterface
interface Command {

    /** Does it; throws the {@link io.confab.contract.Failure} that it is answered with. */
    void run(Session session, Fields fields);
}
