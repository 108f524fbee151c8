package io.confab.contract.account;

import io.confab.contract.Request;
import java.util.Optional;

/**
 * The guest who has a claim and is not dismissed, if it was made with this secret; straight from the database.
 *
 * @param claim as in {@link StoreGuest}
 * @param claimHash of the secret, in hex
 */
public record FindClaim(String claim, String claimHash) implements Request<Optional<Long>> {

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "FindClaim[" + claim + "]";
    }
}
