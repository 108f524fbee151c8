package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Makes an account; it is a member of the default group by the time this answers.
 *
 * <p>{@code INVALID} with the field {@code username}, {@code email} or {@code password} at fault, {@code CONFLICT} with the
 * field {@code username} or {@code email} that is taken, {@code RATE_LIMITED} when this address makes too many.
 *
 * @param username 1–32 characters after trimming, unique after Unicode folding
 * @param password 8–256 characters, any Unicode, other than the name
 * @param email unique; null or blank for none
 * @param client where it comes from
 */
public record Register(String username, String password, String email, Client client) implements Request<User> {

    /** Keeps the password and the e-mail address out of logs. */
    @Override
    public String toString() {
        return "Register[***]";
    }
}
