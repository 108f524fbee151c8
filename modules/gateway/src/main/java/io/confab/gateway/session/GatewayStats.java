package io.confab.gateway.session;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the gateways of a node count together; whoever shows figures reads them.
 *
 * @param sessions live now
 * @param commands received
 * @param refusals of commands that came too fast
 * @param deliveries of events to sessions
 * @param reads of the log, because an event was missing or a session was behind
 * @param evictions of sessions on sockets that were closed because they were too slow
 */
public record GatewayStats(
        LongAdder sessions,
        LongAdder commands,
        LongAdder refusals,
        LongAdder deliveries,
        LongAdder reads,
        LongAdder evictions) {

    /** All zero. */
    public GatewayStats() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
