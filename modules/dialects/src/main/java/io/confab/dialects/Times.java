package io.confab.dialects;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as the older systems write them, all in UTC. */
public final class Times {

    private static final DateTimeFormatter PLAIN = utc("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter MILLIS = utc("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter MICROS = utc("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private Times() {}

    /** {@code 2026-01-13 19:51:17.000000}. */
    public static String plain(Instant at) {
        return PLAIN.format(at);
    }

    /** {@code 2026-01-13T19:51:17.000Z}. */
    public static String millis(Instant at) {
        return MILLIS.format(at);
    }

    /** {@code 2026-01-13T19:51:17.000000Z}. */
    public static String micros(Instant at) {
        return MICROS.format(at);
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }
}
