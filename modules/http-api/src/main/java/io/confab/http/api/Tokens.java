package io.confab.http.api;

import io.confab.contract.account.SignedIn;
import io.confab.contract.account.User;
import java.time.Instant;

/**
 * A signed-in session as JSON.
 *
 * @param refreshToken null when it goes as a cookie
 */
record Tokens(
        User user,
        Long sessionId,
        String accessToken,
        Instant accessExpiresAt,
        String refreshToken,
        Instant refreshExpiresAt) {

    static Tokens of(SignedIn session, boolean withRefreshToken) {
        return new Tokens(
                session.identity().user(),
                session.identity().sessionId(),
                session.accessToken(),
                session.accessExpiresAt(),
                withRefreshToken ? session.refreshToken() : null,
                session.refreshExpiresAt());
    }

    /** A user without a session. */
    static Tokens none(User user) {
        return new Tokens(user, null, null, null, null, null);
    }
}
