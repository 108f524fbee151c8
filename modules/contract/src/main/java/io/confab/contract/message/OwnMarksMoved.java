package io.confab.contract.message;

import io.confab.contract.UserEvent;

/**
 * Where a user's own marks stand in a group; told to all his sessions so that unread counts agree on every device.
 *
 * @param userId whose
 * @param groupId where
 * @param deliveredSeq received up to here
 * @param readSeq read up to here
 * @param unread messages of others after the read mark, an absolute value
 */
public record OwnMarksMoved(long userId, long groupId, long deliveredSeq, long readSeq, int unread)
        implements UserEvent {}
