package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Makes a user who has a name and no password; he is a member of nothing.
 *
 * <p>{@code INVALID} with the field {@code username} for a name that breaks the rules of {@link Register}, {@code CONFLICT}
 * when an account, a registered name or a guest who is here has it, {@code RATE_LIMITED} when this address makes too many.
 *
 * @param name 1–32 characters after trimming, unique after Unicode folding
 * @param browser the secret that {@link RegisteredName#browser} gave to this browser before; null for none
 * @param client where it comes from
 */
public record RegisterName(String name, String browser, Client client) implements Request<RegisteredName> {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "RegisterName[" + name + "]";
    }
}
