package io.confab.contract.presence;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Users came to this node and went from it, a moment's worth together; announced for the bridge.
 *
 * @param appeared who has a first session here now
 * @param vanished who has none here any more, with the time of the last one's end
 */
public record LocalPresence(Set<Long> appeared, Map<Long, Instant> vanished) {}
