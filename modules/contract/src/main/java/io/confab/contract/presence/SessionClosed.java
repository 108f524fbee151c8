package io.confab.contract.presence;

/** A live, identified connection of a user ended on this node; exactly one for each {@link SessionOpened}. */
public record SessionClosed(long userId) {}
