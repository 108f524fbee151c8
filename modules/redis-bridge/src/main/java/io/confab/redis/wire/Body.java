package io.confab.redis.wire;

import com.fasterxml.jackson.databind.JavaType;
import io.confab.contract.Wire;
import io.confab.contract.log.LogEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads bodies; what cannot be read is not there, for a newer node may have written it. */
public final class Body {

    private static final JavaType ENTRIES =
            Wire.json().getTypeFactory().constructCollectionType(List.class, LogEntry.class);

    private Body() {}

    /** Entries of a log, all of them of this group; empty when they cannot be read. */
    public static Optional<List<LogEntry>> entries(Envelope envelope, long groupId) {
        try {
            List<LogEntry> entries = Wire.json().readValue(envelope.body().getBytes(), ENTRIES);
            return Optional.of(entries).filter(all -> all.stream().allMatch(entry -> entry.groupId() == groupId));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A single event; empty when it cannot be read. */
    public static <E> Optional<E> event(Envelope envelope, Class<E> type) {
        try {
            return Optional.of(Wire.json().readValue(envelope.body().getBytes(), type));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
