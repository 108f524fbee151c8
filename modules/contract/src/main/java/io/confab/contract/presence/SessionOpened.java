package io.confab.contract.presence;

/** A live connection of a user was identified on this node. */
public record SessionOpened(long userId) {}
