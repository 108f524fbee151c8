/**
 * A cluster of Redis behind the same seam as a single server: each group's keys and channel are in one slot, each slot has
 * a master, and masters change.
 *
 * <p>Start reading at {@link io.confab.redis.cluster.Cluster}.
 */
package io.confab.redis.cluster;
