package io.confab.contract.invitation;

import io.confab.contract.account.User;
import java.time.Instant;

/**
 * An invitation to a group, as its admins see it; the secret that it is accepted with is told once, to whoever made it.
 *
 * @param id its number
 * @param createdBy who made it; once he is an admin of the group no longer, it is worth nothing
 * @param expiresAt when it ends
 * @param uses how many have come in by it
 * @param maxUses how many may; null for any number
 */
public record Invitation(long id, User createdBy, Instant createdAt, Instant expiresAt, int uses, Integer maxUses) {}
