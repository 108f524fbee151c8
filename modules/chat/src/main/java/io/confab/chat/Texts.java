package io.confab.chat;

import io.confab.contract.Failure;
import io.confab.contract.message.Message;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What texts may look like; they are stored and told unchanged. */
final class Texts {

    static final int MAX_NAME = 80;
    static final int MAX_DESCRIPTION = 500;
    static final int MAX_SLUG = 40;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    /** Controls, breaks of lines and paragraphs, and what turns the direction of all that follows. */
    private static final Pattern DISORDER = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");
    /** Anything but spaces, formats, accents without a letter, and letters that are drawn as nothing. */
    private static final Pattern SEEN = Pattern.compile("[^\\p{Z}\\p{Cf}\\p{M}\\u115F\\u1160\\u2800\\u3164\\uFFA0]");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern COMBINING = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_SLUG = Pattern.compile("[^a-z0-9]+");

    private Texts() {}

    static void requireContent(String content) {
        if (content == null || content.isBlank()) {
            throw Failure.invalid("content", "A message needs a text");
        }
        requireLength("content", content, Message.MAX_CONTENT);
        requireWholeCharacters("content", content);
    }

    static String requireName(String name) {
        if (name == null || name.isBlank()) {
            throw Failure.invalid("name", "A group needs a name");
        }
        String stripped = name.strip();
        requireLength("name", stripped, MAX_NAME);
        requireWholeCharacters("name", stripped);
        if (DISORDER.matcher(stripped).find()) {
            throw Failure.invalid("name", "A name has no controls, line breaks or changes of direction");
        }
        if (!SEEN.matcher(stripped).find()) {
            throw Failure.invalid("name", "A group needs a name that can be seen");
        }
        return stripped;
    }

    /** Null and empty pass. */
    static String requireDescription(String description) {
        if (description != null) {
            requireLength("description", description, MAX_DESCRIPTION);
            requireWholeCharacters("description", description);
        }
        return description;
    }

    static String requireSlug(String slug) {
        if (slug.length() > MAX_SLUG
                || !SLUG.matcher(slug).matches()
                || DIGITS.matcher(slug).matches()) {
            throw Failure.invalid(
                    "slug", "A slug is 1–40 of a-z, 0-9 and single hyphens between them, and not only digits");
        }
        return slug;
    }

    /** A slug made from a name; further attempts differ by a number. */
    static String slugOf(String name, int attempt) {
        String plain = COMBINING
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String suffix = attempt == 1 ? "" : "-" + attempt;
        String words = trimHyphens(NOT_SLUG.matcher(plain).replaceAll("-"));
        String slug = trimHyphens(words.substring(0, Math.min(words.length(), MAX_SLUG - suffix.length() - 2)));
        return slug.isEmpty() || DIGITS.matcher(slug + suffix).matches()
                ? trimHyphens("g-" + slug) + suffix
                : slug + suffix;
    }

    private static String trimHyphens(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        int to = text.endsWith("-") && text.length() > from ? text.length() - 1 : text.length();
        return text.substring(from, to);
    }

    private static void requireLength(String field, String text, int max) {
        // a code point is one or two chars, so only texts in between need counting
        if (text.length() > 2 * max || text.codePointCount(0, text.length()) > max) {
            throw Failure.invalid(field, "At most " + max + " characters");
        }
    }

    private static void requireWholeCharacters(String field, String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw Failure.invalid(field, "The text holds half a character (an unpaired surrogate)");
        }
    }
}
