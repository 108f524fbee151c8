package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Stores a guest who is here. {@code CONFLICT} with the field {@code username} when the name is an account's or proven, or
 * the claim is another's.
 *
 * @param name as shown
 * @param foldedName its folded form
 * @param claim unique among the guests who are here or whose claim is held; null for none
 * @param claimHash of the secret that has a held claim back, in hex; null for none
 */
public record StoreGuest(String name, String foldedName, String claim, String claimHash) implements Request<User> {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "StoreGuest[" + name + "]";
    }
}
