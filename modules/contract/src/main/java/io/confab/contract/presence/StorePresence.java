package io.confab.contract.presence;

import io.confab.contract.Request;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Remembers when users were last seen, and answers with the groups of at most 200 members that should hear of it, by
 * user id.
 *
 * @param changes one for each user that came or went
 */
public record StorePresence(List<Change> changes) implements Request<Map<Long, List<Long>>> {

    /**
     * A user came or went.
     *
     * @param userId who
     * @param lastSeen when he went; null when he came
     */
    public record Change(long userId, Instant lastSeen) {}
}
