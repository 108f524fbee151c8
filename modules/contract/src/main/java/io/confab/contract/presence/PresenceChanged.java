package io.confab.contract.presence;

import io.confab.contract.GroupEvent;
import java.time.Instant;

/**
 * A member of the group came online or went offline, on whichever node; told in groups of at most 200 members, never stored
 * in the log. Every node finds it out by itself, so it is not mirrored.
 *
 * @param groupId a group he is a member of
 * @param userId who
 * @param online whether he has a live session anywhere now
 * @param lastSeen when he last had one; null while online
 */
public record PresenceChanged(long groupId, long userId, boolean online, Instant lastSeen) implements GroupEvent {}
