package io.confab.contract.message;

import io.confab.contract.Request;

/**
 * A page of a group's messages by seq, for its members.
 *
 * @param userId who reads
 * @param groupId where
 * @param from which side of {@code seq}
 * @param seq the seq to go from; for {@code BEFORE}, {@code Long.MAX_VALUE} reads the newest page
 * @param limit 1–200 messages
 */
public record ReadHistory(long userId, long groupId, From from, long seq, int limit) implements Request<History> {

    /** Where a page lies relative to a seq. */
    public enum From {
        /** Messages with a lower seq, the nearest ones. */
        BEFORE,
        /** Messages with a higher seq, the nearest ones. */
        AFTER,
        /** The message itself, if it is one, with about half of the limit on either side. */
        AROUND
    }
}
