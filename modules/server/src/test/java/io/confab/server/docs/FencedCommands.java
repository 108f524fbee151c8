package io.confab.server.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shell commands of a page: what stands in its fences that have no language or that of a shell. */
final class FencedCommands {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)$\\n(.*?)^```$");
    private static final List<String> SHELL = List.of("", "sh", "bash", "shell", "console");

    private FencedCommands() {}

    /** The commands in their order, one for each line; lines that end in a backslash go on, comments are left out. */
    static List<String> of(Path page) {
        return FENCE.matcher(text(page))
                .results()
                .filter(fence -> SHELL.contains(fence.group(1)))
                .flatMap(fence -> lines(fence.group(2)))
                .toList();
    }

    private static Stream<String> lines(String block) {
        return block.replaceAll("\\\\\\n\\s*", "")
                .lines()
                .map(line -> line.replaceFirst("\\s+# .*$", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    /** The first part of a text that a pattern finds; fails the test when there is none. */
    static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("No " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
