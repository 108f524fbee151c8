package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * May somebody act as a user who {@linkplain RegisterName registered} a name?
 *
 * <p>The first proof pins the name: from then on it works with a proof only, which {@link NamePinned} tells. Until then it
 * works without one too where access is open. {@code NOT_FOUND} when there is no such registered name, {@code UNAUTHENTICATED}
 * when it needs a proof and there is none, or one of other names only, and for an account.
 *
 * @param userId as whom
 * @param proof what he shows
 * @param access who comes in with a name alone
 */
public record ProveName(long userId, NameProof proof, Access access) implements Request<ProvenName> {}
