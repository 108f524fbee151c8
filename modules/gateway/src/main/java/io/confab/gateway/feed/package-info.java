/**
 * How a group's log is heard on one event loop: strictly in seq order, nothing missing, nothing twice.
 *
 * <p>A {@link io.confab.gateway.feed.Feed} puts what it hears in order and fills holes from the log; a {@link
 * io.confab.gateway.feed.Subscription} is how far one session is. A session that is behind, whether it resumes, just came
 * or is slow, is nothing special: it takes what comes after its own cursor as fast as its client reads.
 *
 * <p>Must not know: what a frame says, who a session is, where the log is stored. Everything here belongs to one event
 * loop.
 *
 * <p>Start reading at {@link io.confab.gateway.feed.Feed}, then {@link io.confab.gateway.feed.Subscription}.
 */
package io.confab.gateway.feed;
