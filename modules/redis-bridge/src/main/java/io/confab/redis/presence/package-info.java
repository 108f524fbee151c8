/**
 * Who is on which node: each node keeps the set of its users and a lease in Redis, publishes what changes, and looks at the
 * others. What it means for a user to be on several nodes is chat's to say.
 */
package io.confab.redis.presence;
