package io.confab.contract.bridge;

/** Undoes one {@link MirrorUser}, after a while; announced like {@link UnmirrorGroup}. */
public record UnmirrorUser(long userId) {}
