package io.confab.contract.account;

/**
 * A new name and what proves that it is his.
 *
 * @param user who has it
 * @param token proves this name, 43 characters of base64url; only its hash is stored
 * @param browser proves all names that were registered with it; the one that was shown if it is known, else a new one
 */
public record RegisteredName(User user, String token, String browser) {

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "RegisteredName[user=" + user.id() + "]";
    }
}
