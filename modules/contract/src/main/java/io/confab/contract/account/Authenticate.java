package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Whose access token is this? Fails {@code UNAUTHENTICATED} for one that is malformed, forged, expired or revoked, and
 * for a user who is no more.
 *
 * @param accessToken the JWT as it came, without the word "Bearer"
 */
public record Authenticate(String accessToken) implements Request<Identity> {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Authenticate[***]";
    }
}
