package io.confab.contract.invitation;

/**
 * What somebody with an invitation is told of a group before he accepts it.
 *
 * @param name the group's
 * @param memberCount how many are in it
 */
public record InvitedGroup(String name, int memberCount) {}
