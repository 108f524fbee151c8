package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Stores a registered name with its proofs. {@code CONFLICT} with the field {@code username} when it is taken.
 *
 * @param name as shown
 * @param foldedName unique
 * @param tokenHash of the secret of this name, in hex
 * @param browserHash of the secret that was shown, kept if it proves a name already; null for none
 * @param newBrowserHash of the secret to take otherwise
 */
public record StoreName(String name, String foldedName, String tokenHash, String browserHash, String newBrowserHash)
        implements Request<StoreName.Stored> {

    /**
     * What was stored.
     *
     * @param user who has the name
     * @param browserKept whether the secret that was shown proves it
     */
    public record Stored(User user, boolean browserKept) {}

    /** Keeps the hashes out of logs. */
    @Override
    public String toString() {
        return "StoreName[" + name + "]";
    }
}
