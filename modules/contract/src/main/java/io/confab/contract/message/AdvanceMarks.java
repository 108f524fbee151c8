package io.confab.contract.message;

import io.confab.contract.Request;

/** Stores moved marks; the many that arrive during one transaction become one. Fails like {@link MarkMessages}. */
public record AdvanceMarks(long userId, long groupId, long deliveredSeq, long readSeq)
        implements Request<OwnMarksMoved> {}
