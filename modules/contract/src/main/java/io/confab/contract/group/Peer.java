package io.confab.contract.group;

import io.confab.contract.account.User;
import java.time.Instant;

/**
 * A user with his presence.
 *
 * @param user who
 * @param online whether he has a live session anywhere
 * @param lastSeen when he last had one; null while online, or when never seen
 */
public record Peer(User user, boolean online, Instant lastSeen) {}
