package io.confab.contract.account;

import java.time.Instant;

/**
 * Who is asking, as proven by an access token, or let in by a name.
 *
 * @param user the user behind the token
 * @param sessionId the sign-in the token belongs to; revoking it ends the token and its sockets. 0 for who did not sign in
 * @param expiresAt when the token ends
 */
public record Identity(User user, long sessionId, Instant expiresAt) {

    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /** Somebody who came in without signing in, for as long as he is connected. */
    public static Identity unsigned(User user) {
        return new Identity(user, 0, NEVER);
    }

    /** The user's number. */
    public long userId() {
        return user.id();
    }
}
