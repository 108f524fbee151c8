package io.confab.contract.log;

import io.confab.contract.Request;
import java.util.Optional;

/**
 * Appends a change to a group's log and answers after the commit with its (last) entry, published by then; empty when
 * there was nothing to change (already a member, already deleted, already so).
 *
 * <p>{@code NOT_FOUND} for an actor who is not a member (unless the guard is {@code PUBLIC_GROUP}) or a message that is
 * not there, {@code FORBIDDEN} when the guard does not hold, {@code CONFLICT} when the state does not allow it.
 *
 * @param actorId who does it
 * @param groupId where
 * @param guard what must hold
 * @param change what
 */
public record AppendChange(long actorId, long groupId, Guard guard, Change change)
        implements Request<Optional<LogEntry>> {}
