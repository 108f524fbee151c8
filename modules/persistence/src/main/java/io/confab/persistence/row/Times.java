package io.confab.persistence.row;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times are stored as UTC without a zone, in microseconds. */
public final class Times {

    private Times() {}

    /** The time in a column; null when it has none. */
    public static Instant instant(Row row, String column) {
        LocalDateTime stored = row.getLocalDateTime(column);
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    /** A time as it is stored. */
    public static LocalDateTime stored(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** A time as it is stored, for a JSON parameter. */
    public static String text(Instant instant) {
        return stored(instant).toString().replace('T', ' ');
    }
}
