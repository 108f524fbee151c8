package io.confab.contract.message;

import io.confab.contract.Request;

/**
 * Moves the delivered mark, the read mark or both forward; a mark that is already further stays.
 *
 * @param userId whose marks
 * @param groupId where
 * @param deliveredSeq received up to here; 0 leaves it
 * @param readSeq read (and so received) up to here; 0 leaves it
 */
public record MarkMessages(long userId, long groupId, long deliveredSeq, long readSeq)
        implements Request<OwnMarksMoved> {}
