package io.confab.accounts;

import io.confab.contract.Failure;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a name may look like, and when two names are the same.
 *
 * <p>A name is kept as typed but for NFC and white space. Two names are the same when their {@linkplain #fold folded}
 * forms are: NFKC, case, variation selectors and the {@link Lookalikes} make no difference. Names that speak for the
 * house are refused in any such spelling, also with separators or digits for letters in them. The letters of a name are
 * of scripts that {@linkplain Scripts are written together}.
 */
final class Names {

    static final int MAX_NAME = 32;

    private static final int MAX_FOLDED = 64;
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\t]+");
    private static final Pattern PAINT = Pattern.compile("[\\uFE0E\\uFE0F]");
    /** Controls, formats, surrogates, private use, unassigned, letters that are drawn as nothing, and what stands for a broken one. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{C}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFFA0"
                    + "\\uFE00-\\uFE0D\\uFFFD\\x{E0100}-\\x{E01EF}]");

    /** What the Turkish capital İ folds to; the second dot is not to be seen. */
    private static final String DOTTED_I = "i\u0307";

    private static final Pattern SYNTAX = Pattern.compile("[:/@]");
    private static final Pattern SUBSTANCE = Pattern.compile("[\\p{L}\\p{N}\\p{So}]");
    private static final Pattern MORE_THAN_DIGITS = Pattern.compile("[\\p{L}\\p{So}]");
    private static final Pattern PILED_MARKS = Pattern.compile("^\\p{M}|\\p{M}{5}");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}|!$]");

    private static final Set<String> RESERVED = Stream.of(
                    "admin",
                    "administrator",
                    "all",
                    "channel",
                    "confab",
                    "deleted",
                    "everyone",
                    "group",
                    "here",
                    "mod",
                    "moderator",
                    "nobody",
                    "null",
                    "official",
                    "owner",
                    "root",
                    "security",
                    "server",
                    "staff",
                    "superuser",
                    "support",
                    "sysadmin",
                    "system",
                    "undefined",
                    "unknown")
            .map(Names::bareBones)
            .collect(Collectors.toUnmodifiableSet());

    private static final String ANONYMOUS = bareBones("anonymous");

    private Names() {}

    /** A valid name as it will be shown; else {@code INVALID} with the field {@code username}. */
    static String require(String name) {
        String shown = requireGuest(name);
        if (!MORE_THAN_DIGITS.matcher(fold(shown)).find()) {
            throw invalid("A name needs a letter");
        }
        if (ANONYMOUS.equals(bareBones(fold(shown)))) {
            throw reserved();
        }
        return shown;
    }

    /**
     * The same for somebody who has the name only while he is here: he may be called Anonymous, which nobody is for good, and by a
     * number, which for good is an id.
     */
    static String requireGuest(String name) {
        if (name == null || name.isBlank()) {
            throw invalid("Choose a name");
        }
        if (name.length() > 4 * MAX_NAME) {
            throw tooLong();
        }
        String shown = show(name);
        requireCharacters(shown);
        requireSense(shown);
        return shown;
    }

    /** The form in which equal names are equal; takes any text, a prefix of a name gives a prefix of its form. */
    static String fold(String name) {
        String plain =
                PAINT.matcher(Normalizer.normalize(show(name), Form.NFKD)).replaceAll("");
        StringBuilder folded = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> Lookalikes.append(lower(c), folded));
        return Normalizer.normalize(folded, Form.NFKC).replace(DOTTED_I, "i").strip();
    }

    private static String show(String name) {
        return Normalizer.normalize(SPACES.matcher(name).replaceAll(" ").strip(), Form.NFC);
    }

    /** Upper case first, which joins ß with ss and ſ with s; by code point, as the context of a letter must not matter. */
    private static String lower(int codePoint) {
        return Character.toString(codePoint).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static void requireCharacters(String shown) {
        if (shown.codePointCount(0, shown.length()) > MAX_NAME) {
            throw tooLong();
        }
        if (UNSEEN.matcher(shown).find()) {
            throw invalid("A name has no control, invisible or unassigned characters");
        }
        if (PILED_MARKS.matcher(shown).find()) {
            throw invalid("A name has no accents without a letter and no piles of them");
        }
    }

    private static void requireSense(String shown) {
        String folded = fold(shown);
        if (SYNTAX.matcher(folded).find()) {
            throw invalid("A name has none of : / @");
        }
        if (!SUBSTANCE.matcher(folded).find()) {
            throw invalid("A name needs a letter or a digit");
        }
        if (folded.length() > MAX_FOLDED) {
            throw invalid("Use simpler characters");
        }
        if (RESERVED.contains(bareBones(folded))) {
            throw reserved();
        }
        if (!Scripts.areWrittenTogether(shown)) {
            throw invalid("The letters of a name are of one script");
        }
    }

    /** What is left when digits and signs stand for the letters they look like and separators are gone. */
    private static String bareBones(String folded) {
        return SEPARATORS
                .matcher(Lookalikes.latin(folded))
                .replaceAll("")
                .replaceAll("[1|!i]", "l")
                .replace('0', 'o')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    private static Failure reserved() {
        return invalid("This name is reserved");
    }

    private static Failure tooLong() {
        return invalid("A name has at most " + MAX_NAME + " characters");
    }

    private static Failure invalid(String sentence) {
        return Failure.invalid("username", sentence);
    }
}
