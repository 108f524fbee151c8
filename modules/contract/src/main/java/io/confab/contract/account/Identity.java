package io.confab.contract.account;

import java.time.Instant;

/**
 * Who is asking, as proven by an access token.
 *
 * @param user the user behind the token
 * @param sessionId the sign-in the token belongs to; revoking it ends the token and its sockets
 * @param expiresAt when the token ends
 */
public record Identity(User user, long sessionId, Instant expiresAt) {

    /** The user's number. */
    public long userId() {
        return user.id();
    }
}
