package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Gives an account another password and ends its other sessions.
 *
 * <p>{@code INVALID} with the field {@code old_password} when that is wrong, or {@code new_password} when that one breaks
 * the rules of {@link Register}; {@code RATE_LIMITED} after failures.
 */
public record ChangePassword(Identity identity, String oldPassword, String newPassword, Client client)
        implements Request<Void> {

    /** Keeps the passwords out of logs. */
    @Override
    public String toString() {
        return "ChangePassword[user=" + identity.userId() + "]";
    }
}
