package io.confab.contract.account;

/**
 * What a sign-in is checked against.
 *
 * @param user whose
 * @param passwordHash as the hasher made it; null for a guest
 * @param disabled whether the account was shut
 */
public record Credentials(User user, String passwordHash, boolean disabled) {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "Credentials[user=" + user.id() + "]";
    }
}
