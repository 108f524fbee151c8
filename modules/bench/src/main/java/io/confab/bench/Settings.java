package io.confab.bench;

import java.util.List;

/**
 * How hard and how long.
 *
 * @param seconds how long each figure is measured
 * @param warmUp seconds of the same load before it
 * @param rates messages per second of the open loop
 * @param inFlight sends under way in the closed loop
 * @param senders sockets that share these in one group
 * @param groups groups of the scenario with many
 * @param listeners sockets of the fan-out
 * @param sockets idle sockets
 * @param crowd clients that come back at once
 */
public record Settings(
        int seconds,
        int warmUp,
        List<Integer> rates,
        int inFlight,
        int senders,
        int groups,
        int listeners,
        int sockets,
        int crowd) {

    /** The settings of the figures in {@code docs/performance.md}. */
    public static Settings defaults() {
        return new Settings(10, 10, List.of(1_000, 5_000, 8_000), 256, 8, 64, 1_000, 10_000, 1_000);
    }
}
