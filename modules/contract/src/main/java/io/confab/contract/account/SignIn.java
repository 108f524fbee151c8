package io.confab.contract.account;

import io.confab.contract.Request;
import java.time.Duration;

/**
 * Opens a session for an account.
 *
 * <p>{@code UNAUTHENTICATED} in the same words and the same time for an unknown name, a wrong password, a guest and a
 * disabled account; {@code RATE_LIMITED} with a time after failures; {@code UNAVAILABLE} when too many sign in at once; {@code INVALID} with
 * the field {@code access_hours} for a life that no token may have.
 *
 * @param username the name, however it is spelt after folding, or the e-mail address
 * @param password the password
 * @param client where it comes from
 * @param accessTtl how long the access token shall live, for a client that knows no refresh; null for as long as usual
 */
public record SignIn(String username, String password, Client client, Duration accessTtl) implements Request<SignedIn> {

    /** With an access token that lives as long as usual. */
    public SignIn(String username, String password, Client client) {
        this(username, password, client, null);
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "SignIn[***]";
    }
}
