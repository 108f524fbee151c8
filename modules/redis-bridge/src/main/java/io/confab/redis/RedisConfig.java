package io.confab.redis;

import io.confab.redis.link.Address;

/**
 * How the bridge runs.
 *
 * @param address where Redis is; several hosts are a cluster
 * @param channelPrefix before the names of channels, hashes and sets
 * @param messagePrefix before the names of streams
 * @param nodeId this node's own name, different from every other node's and from its own before a restart; no spaces; what
 *     stands before its first dot is the name of the database: nodes of others are not heard
 * @param limits what may be kept
 */
public record RedisConfig(Address address, String channelPrefix, String messagePrefix, String nodeId, Limits limits) {

    /**
     * What may be kept.
     *
     * @param entries waiting to be published
     * @param bytes of entries waiting to be published
     * @param streamEntries of each group in Redis, more or less
     * @param releaseMillis how long nobody must want a group before it is not heard any more
     */
    public record Limits(int entries, long bytes, int streamEntries, long releaseMillis) {

        /** What the server runs with. */
        public static final Limits STANDARD = new Limits(16_384, 32L * 1024 * 1024, 512, 30_000);
    }
}
