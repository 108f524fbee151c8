/**
 * What this node hears of the others: which groups and users it listens to, and how what comes in gets onto the bus.
 *
 * <p>Order and completeness are the feeds' concern; here a hole is only filled as soon as it is seen, from Redis.
 *
 * <p>Start reading at {@link io.confab.redis.mirror.Mirrors}, then {@link io.confab.redis.mirror.Receiver}.
 */
package io.confab.redis.mirror;
