/**
 * What this node tells the others: entries of logs in the order of their commits, events one by one.
 *
 * <p>Start reading at {@link io.confab.redis.publish.Publisher}.
 */
package io.confab.redis.publish;
