package io.confab.dialects.lobby;

import java.util.regex.Pattern;

/** Texts of anybody in a log: one line, moving no terminal and turning no direction. */
final class Lines {

    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028-\\u202E\\u2066-\\u2069\\u200E\\u200F\\uFEFF]");

    private Lines() {}

    /** The text with such characters written as {@code \\u001b}. */
    static String safe(String text) {
        return UNSAFE.matcher(text)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }
}
