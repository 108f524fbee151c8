package io.confab.gateway.session;

/**
 * How many commands are taken.
 *
 * @param perSecond for good
 * @param burst at once after a silence
 */
public record Rate(int perSecond, int burst) {

    /** Refuses rates that let nothing through, with one sentence. */
    public Rate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("A rate and its burst must be at least 1.");
        }
    }
}
