/**
 * What this node tells the others: entries of logs in the order of their commits, events one by one.
 *
 * <p>Start reading at {@link io.confab.redis.publish.Publisher}; the work in Redis is done by {@code publish.lua}.
 */
package io.confab.redis.publish;
