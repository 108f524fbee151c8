/**
 * The bridge between nodes: what is published on the address of a group or of a user on one node is published there on
 * every other node that has watchers of it, through Redis.
 *
 * <p>Redis is only the fast way. What it loses is found in MySQL: by the feeds, which see holes, and by the sweep.
 *
 * <p>Must not know: rules, sessions, SQL, what an event means.
 *
 * <p>Start reading at {@link io.confab.redis.RedisBridgeVerticle}, which only wires; {@code link} is the connections,
 * {@code publish} the way out, {@code mirror} the way in, {@code wire} the bytes, {@code cluster} several servers.
 */
package io.confab.redis;
