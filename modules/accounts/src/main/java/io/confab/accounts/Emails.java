package io.confab.accounts;

import io.confab.contract.Failure;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an e-mail address may look like: checked lightly, since only a mail that arrives would prove it. */
final class Emails {

    private static final int MAX = 254;
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{C}]{1,64}@[^@\\s\\p{C}.]+(\\.[^@\\s\\p{C}.]+)+");

    private Emails() {}

    /** The folded form of a valid address, null for none; else {@code INVALID} with the field {@code email}. */
    static String require(String email) {
        if (email == null || email.isBlank()) {
            return null;
        }
        if (email.length() > MAX || !ADDRESS.matcher(fold(email)).matches()) {
            throw Failure.invalid("email", "This is not an e-mail address");
        }
        return fold(email);
    }

    /** The form in which equal addresses are equal. */
    static String fold(String email) {
        return Normalizer.normalize(email.strip(), Form.NFC).toLowerCase(Locale.ROOT);
    }
}
