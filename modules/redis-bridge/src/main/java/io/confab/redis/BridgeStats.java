package io.confab.redis;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the bridge counts; whoever shows figures reads them.
 *
 * @param published entries that other nodes could hear from this one
 * @param unpublished entries of which other nodes were told no more than the head, because Redis was away or too slow
 * @param received entries heard from other nodes
 * @param fills reads of a stream, because an entry was missing
 */
public record BridgeStats(LongAdder published, LongAdder unpublished, LongAdder received, LongAdder fills) {

    /** All zero. */
    public BridgeStats() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
