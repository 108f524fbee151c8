package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Lets somebody in by a name alone, for as long as he is here: a user of his own, without a password, until {@link
 * DismissGuest}. Two guests may have one name, unless both claim it.
 *
 * <p>{@code INVALID} with the field {@code username} for a name that breaks the rules of {@link Register} (of the reserved
 * ones a guest may be called Anonymous), {@code CONFLICT} with that field when it is the name of an account, a registered
 * name that was proven, or claimed by another guest, {@code RATE_LIMITED} when very many come from this address.
 *
 * @param name 1–32 characters after trimming
 * @param claim where nobody else shall have the name while he is here; null for nowhere
 * @param client where he comes from
 */
public record AdmitGuest(String name, NameClaim claim, Client client) implements Request<Identity> {}
