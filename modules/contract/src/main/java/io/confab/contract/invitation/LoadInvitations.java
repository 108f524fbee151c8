package io.confab.contract.invitation;

import io.confab.contract.Request;
import java.util.List;

/** Reads what {@link ListInvitations} answers, and fails as it does. */
public record LoadInvitations(long actorId, long groupId) implements Request<List<Invitation>> {}
