package io.confab.contract.log;

import io.confab.contract.GroupEvent;

/** A group's head is at least this, whether or not the entries were heard: who is behind reads the log. */
public record HeadMoved(long groupId, long head) implements GroupEvent {}
