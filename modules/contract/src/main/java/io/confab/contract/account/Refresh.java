package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Trades a refresh token for a new access token and the next refresh token.
 *
 * <p>A token is used once: the same one again is answered with the very same successor within a short grace (two tabs, a
 * lost answer), after that, or once the successor was used, it was stolen and the session is revoked. {@code UNAUTHENTICATED} for that, and for one
 * that is malformed, forged, expired, revoked or of a disabled account.
 *
 * @param refreshToken as {@link SignedIn} gave it
 * @param client where it comes from
 */
public record Refresh(String refreshToken, Client client) implements Request<SignedIn> {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Refresh[***]";
    }
}
