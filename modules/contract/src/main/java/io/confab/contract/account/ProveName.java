package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * May somebody act as a user who {@linkplain RegisterName registered} a name?
 *
 * <p>The first proof pins the name: from then on it works with a proof only, which {@link NamePinned} tells. Until then it
 * works without one too where access is open. {@code UNAUTHENTICATED} when it needs a proof and there is none, or one of other
 * names only. When there is no such registered name, or an account has the number: {@code NOT_FOUND} where access is open, and
 * where it is not {@code UNAUTHENTICATED}, as for a name.
 *
 * @param userId as whom
 * @param proof what he shows
 * @param access who comes in with a name alone
 */
public record ProveName(long userId, NameProof proof, Access access) implements Request<ProvenName> {}
