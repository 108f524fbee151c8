package io.confab.contract.account;

import io.confab.contract.Request;

/**
 * Stores a new user; {@code CONFLICT} with the field {@code username} or {@code email} when that is taken.
 *
 * @param name as shown
 * @param foldedName unique
 * @param email unique and folded; null for none
 * @param passwordHash as the hasher made it; null makes a guest
 */
public record StoreUser(String name, String foldedName, String email, String passwordHash) implements Request<User> {

    /** Keeps the hash and the e-mail address out of logs. */
    @Override
    public String toString() {
        return "StoreUser[" + name + "]";
    }
}
