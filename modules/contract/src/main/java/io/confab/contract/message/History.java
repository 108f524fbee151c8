package io.confab.contract.message;

import java.util.List;

/**
 * A page of messages, oldest first, whichever way it was asked for.
 *
 * @param messages in seq order, deleted ones as stubs
 * @param moreBefore whether there are older ones
 * @param moreAfter whether there are newer ones
 * @param head the group's head when the page was read
 */
public record History(List<Message> messages, boolean moreBefore, boolean moreAfter, long head) {}
