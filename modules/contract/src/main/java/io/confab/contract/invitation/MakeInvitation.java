package io.confab.contract.invitation;

import io.confab.contract.Request;
import java.time.Duration;

/**
 * Makes an invitation to a private or public group.
 *
 * <p>{@code NOT_FOUND} for who is not in the group, {@code FORBIDDEN} for who is no admin of it, {@code INVALID} with the
 * field {@code expires_in} or {@code max_uses}, {@code CONFLICT} for a direct or archived group and when it has very many.
 *
 * @param actorId who asks
 * @param lifetime how long it holds, 1 minute to 30 days; null for 7 days
 * @param maxUses how many may come in by it, 1 to 1000; null for any number
 */
public record MakeInvitation(long actorId, long groupId, Duration lifetime, Long maxUses)
        implements Request<MadeInvitation> {}
