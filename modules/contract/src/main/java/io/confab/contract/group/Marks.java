package io.confab.contract.group;

/**
 * How far a member has received and has read; both move forward only and never beyond the head.
 *
 * @param userId whose
 * @param deliveredSeq received up to and including this seq; never below {@code readSeq}
 * @param readSeq read up to and including this seq
 */
public record Marks(long userId, long deliveredSeq, long readSeq) {}
