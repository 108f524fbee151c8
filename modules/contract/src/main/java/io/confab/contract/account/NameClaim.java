package io.confab.contract.account;

/**
 * A place where no two guests have one name, compared after Unicode folding.
 *
 * @param space the place, up to 32 of a–z and digits
 * @param secret who shows the same one again may have a name back that is held for him; null for none
 */
public record NameClaim(String space, String secret) {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "NameClaim[" + space + "]";
    }
}
