package io.confab.contract.bridge;

/**
 * Undoes one {@link MirrorGroup}; after the last one the group is mirrored for a while still, in case it is wanted again.
 * Announced, for nobody waits for it.
 */
public record UnmirrorGroup(long groupId) {}
