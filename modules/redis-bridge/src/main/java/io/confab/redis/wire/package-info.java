/** What nodes tell each other through Redis, as bytes. */
package io.confab.redis.wire;
