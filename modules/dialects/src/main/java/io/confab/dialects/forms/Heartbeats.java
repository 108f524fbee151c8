package io.confab.dialects.forms;

import java.time.Duration;

/**
 * When a client that sends heartbeats is taken for dead.
 *
 * @param within how long after one the next must have come; the first one starts it, who sends none is left to pings
 * @param checkEvery how often that is looked at
 */
record Heartbeats(Duration within, Duration checkEvery) {

    static final Heartbeats STANDARD = new Heartbeats(Duration.ofSeconds(15), Duration.ofSeconds(1));
}
