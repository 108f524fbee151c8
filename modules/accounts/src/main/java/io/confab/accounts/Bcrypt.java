package io.confab.accounts;

import com.password4j.BcryptFunction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * bcrypt as other systems know it: their hashes are read, and made where that is set. It takes 72 bytes of a password and
 * no more, so what is longer is never given to it.
 */
final class Bcrypt {

    private static final int COST = 10;
    private static final int LONGEST = 72;
    /** The revisions that differ in nothing but the faults of their first programs; ours is {@code b}. */
    private static final Pattern HASH = Pattern.compile("\\$2[abxy]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    private static final String PREFIX = "$2b$" + COST + "$";
    private static final int SALT_LENGTH = 22;
    private static final int HASH_LENGTH = 31;

    private Bcrypt() {}

    static boolean made(String hash) {
        return HASH.matcher(hash).matches();
    }

    /** Whether all of a password counts. */
    static boolean takes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST && password.indexOf('\0') < 0;
    }

    static String hash(String password) {
        return BcryptFunction.getInstance(com.password4j.types.Bcrypt.B, COST)
                .hash(password)
                .getResult();
    }

    static boolean matches(String password, String hash) {
        String current = "$2b" + hash.substring(3);
        return takes(password) && BcryptFunction.getInstanceFromHash(current).check(password, current);
    }

    static boolean isOutdated(String hash) {
        Matcher parts = HASH.matcher(hash);
        return parts.matches() && Integer.parseInt(parts.group(1)) < COST;
    }

    /** A hash that no password has. */
    static String nobodysHash(byte[] salt, byte[] hash) {
        return PREFIX + letters(salt, SALT_LENGTH) + letters(hash, HASH_LENGTH);
    }

    /** The last letter of each part holds fewer bits than the others; {@code .} fits anywhere. */
    private static String letters(byte[] bytes, int length) {
        String text = Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('+', '.');
        return text.substring(0, length - 1) + ".";
    }
}
