package io.confab.contract.account;

/**
 * What somebody shows to prove that a name is his.
 *
 * @param token the secret of the one name; null for none. Showing it pins the name
 * @param browser the secret of a browser, which proves all its names; null for none
 * @param pins whether the browser's secret pins the name too: a page shows it, not a program that merely kept it
 */
public record NameProof(String token, String browser, boolean pins) {

    /** Nothing is shown. */
    public static final NameProof NONE = new NameProof(null, null, false);

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "NameProof[pins=" + pins + "]";
    }
}
