package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Lets somebody in by a name alone, with a session as accounts have it: he stays a guest for as long as that is open, and no
 * two of those who came in this way have one name meanwhile. He is a member of the default group by the time this answers.
 *
 * <p>Fails as {@link AdmitGuest} does.
 *
 * @param name 1–32 characters after trimming
 * @param client where he comes from
 */
public record SignInGuest(String name, Client client) implements Request<SignedIn> {}
