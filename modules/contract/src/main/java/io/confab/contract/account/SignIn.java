package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Opens a session for an account.
 *
 * <p>{@code UNAUTHENTICATED} in the same words and the same time for an unknown name, a wrong password, a guest and a
 * disabled account; {@code RATE_LIMITED} with a time after failures; {@code UNAVAILABLE} when too many sign in at once.
 *
 * @param username the name, however it is spelt after folding, or the e-mail address
 * @param password the password
 * @param client where it comes from
 */
public record SignIn(String username, String password, Client client) implements Request<SignedIn> {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "SignIn[***]";
    }
}
