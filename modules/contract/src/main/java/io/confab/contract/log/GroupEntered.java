package io.confab.contract.log;

import io.confab.contract.UserEvent;

/** A user became a member of a group at this seq, so his live sessions start to hear it from there. */
public record GroupEntered(long userId, long groupId, long seq) implements UserEvent {}
