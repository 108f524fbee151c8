package io.confab.server.config;

import io.confab.contract.account.Access;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns the text of a setting into its value, or says what is expected instead. */
final class Parsers {

    static final int MIN_SECRET_BYTES = 32;

    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9._-]{1,253}");

    private Parsers() {}

    static Function<String, Integer> number(int min, int max) {
        return text -> {
            try {
                int value = Integer.parseInt(text.strip());
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // said below, in the words of the setting
            }
            throw new IllegalArgumentException("a number from " + min + " to " + max);
        };
    }

    static boolean flag(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    static Access access(String text) {
        return switch (text.strip()) {
            case "open" -> Access.OPEN;
            case "members" -> Access.MEMBERS;
            default -> throw new IllegalArgumentException("open or members");
        };
    }

    static boolean isBcrypt(String text) {
        return switch (text.strip()) {
            case "argon2id" -> false;
            case "bcrypt" -> true;
            default -> throw new IllegalArgumentException("argon2id or bcrypt");
        };
    }

    static Path path(String text) {
        try {
            return Path.of(text.strip());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a path", e);
        }
    }

    static String text(String text) {
        return text.strip();
    }

    static String mysqlUri(String text) {
        URI uri = uri(text, "mysql://user:password@host:3306/database");
        boolean whole = ("mysql".equals(uri.getScheme()) || "mariadb".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() != null
                && uri.getPath().length() > 1;
        if (!whole) {
            throw new IllegalArgumentException("mysql://user:password@host:3306/database");
        }
        return text.strip();
    }

    static String signingSecret(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "at least " + MIN_SECRET_BYTES + " bytes, for instance the output of: openssl rand -base64 48");
        }
        return text;
    }

    static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    static List<String> origins(String text) {
        return list(text).stream().map(Parsers::origin).toList();
    }

    static List<String> hosts(String text) {
        List<String> hosts =
                list(text).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (!hosts.stream().allMatch(HOST_NAME.asMatchPredicate())) {
            throw new IllegalArgumentException("names such as chat.example.org, with commas between them");
        }
        return hosts;
    }

    private static String origin(String text) {
        String expected = "origins such as https://chat.example.org, with commas between them";
        URI uri = uri(text, expected);
        boolean whole = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPath().isEmpty()
                && uri.getQuery() == null;
        if (!whole) {
            throw new IllegalArgumentException(expected);
        }
        return text;
    }

    private static URI uri(String text, String expected) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            // the cause would quote the text, which may hold a password
            throw new IllegalArgumentException(expected);
        }
    }
}
