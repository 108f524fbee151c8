package io.confab.contract.message;

import io.confab.contract.Request;

/**
 * A page of a group's messages by number, newest first and without deleted ones, for contracts that know no seq; for its
 * members.
 *
 * @param userId who reads
 * @param groupId where
 * @param beforeId only messages with a lower id; 0 from the newest
 * @param offset how many to leave out
 * @param limit 0–{@link #MAX_LIMIT} messages
 */
public record PageMessages(long userId, long groupId, long beforeId, int offset, int limit)
        implements Request<MessagePage> {

    /** The longest page. */
    public static final int MAX_LIMIT = 1_000;
}
