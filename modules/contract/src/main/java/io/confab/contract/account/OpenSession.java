package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Opens a session of an account without its password: for the operator's own tools, never for what comes from the network.
 *
 * @param credentials of whom, as {@link LoadCredentials} answers them; {@code UNAUTHENTICATED} once they are others, or shut
 * @param client what the list of sessions shows
 */
public record OpenSession(Credentials credentials, Client client) implements Request<SignedIn> {}
