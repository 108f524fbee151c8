package io.confab.dialects.lobby;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts of anybody in a log: one line, moving no terminal, turning no direction and hiding nothing. */
final class Lines {

    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\u200C\\u200D]]");

    private Lines() {}

    /** The text with such characters written as {@code \\u001b}. */
    static String safe(String text) {
        return UNSAFE.matcher(text)
                .replaceAll(found -> found.group()
                        .chars()
                        .mapToObj(unit -> String.format("\\\\u%04x", unit))
                        .collect(Collectors.joining()));
    }
}
