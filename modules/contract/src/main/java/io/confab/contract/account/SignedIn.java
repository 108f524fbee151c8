package io.confab.contract.account;

import java.time.Instant;

/**
 * An open session and the tokens to use it with.
 *
 * @param accessToken a JWT for {@link Authenticate}
 * @param accessExpiresAt when the access token ends, 15 minutes from now unless another life was asked for
 * @param refreshToken for {@link Refresh}, once; opaque, 59 characters of base64url
 * @param refreshExpiresAt when the session ends unless it is refreshed before
 * @param identity who is signed in
 */
public record SignedIn(
        String accessToken, Instant accessExpiresAt, String refreshToken, Instant refreshExpiresAt, Identity identity) {

    /** Keeps the tokens out of logs. */
    @Override
    public String toString() {
        return "SignedIn[user=" + identity.userId() + ", session=" + identity.sessionId() + "]";
    }
}
