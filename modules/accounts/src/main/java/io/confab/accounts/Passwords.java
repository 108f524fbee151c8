package io.confab.accounts;

import io.confab.contract.Failure;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/**
 * What a password may look like, and the form that is hashed: the OpaqueString profile of RFC 8265, that is NFC with every
 * kind of space made a plain one, so that the same keys typed on another system give the same password.
 */
final class Passwords {

    private static final int MIN = 8;
    private static final int MAX = 256;
    private static final Pattern SPACE = Pattern.compile("\\p{Zs}");
    private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

    private Passwords() {}

    /** A valid new password for a name, in the form to be hashed; else {@code INVALID} with the given field. */
    static String require(String field, String password, String name) {
        if (password == null || password.isEmpty()) {
            throw Failure.invalid(field, "Choose a password");
        }
        if (isOverlong(password)) {
            throw Failure.invalid(field, "A password has at most " + MAX + " characters");
        }
        String prepared = prepare(password);
        if (prepared.codePointCount(0, prepared.length()) < MIN) {
            throw Failure.invalid(field, "A password has at least " + MIN + " characters");
        }
        if (HALF_CHARACTER.matcher(prepared).find()) {
            throw Failure.invalid(field, "The password holds half a character (an unpaired surrogate)");
        }
        if (Names.fold(prepared).equals(Names.fold(name))) {
            throw Failure.invalid(field, "The password must not be the name");
        }
        return prepared;
    }

    /** The form of a password that is hashed. */
    static String prepare(String password) {
        return SPACE.matcher(Normalizer.normalize(password, Form.NFC)).replaceAll(" ");
    }

    /** Whether it cannot be anybody's password; not worth the normalizing, let alone a hash. */
    static boolean isOverlong(String password) {
        return password.length() > 2 * MAX || password.codePointCount(0, password.length()) > MAX;
    }
}
