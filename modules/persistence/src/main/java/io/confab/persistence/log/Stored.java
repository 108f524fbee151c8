package io.confab.persistence.log;

import io.confab.contract.message.Sent;
import io.confab.persistence.row.Times;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * What a key was used for.
 *
 * @param digest of what was sent first; sealed once that was replaced or erased
 */
record Stored(long groupId, long seq, long messageId, Buffer digest, Instant sentAt) {

    /** What to select, from {@code messages k}. */
    static final String COLUMNS = "k.group_id AS old_group, k.seq AS old_seq, k.id AS old_id, k.digest AS old_digest,"
            + " k.sent_at AS old_sent_at";

    /** The message of the key; null where an outer join found none. */
    static Stored read(Row row) {
        Long seq = row.getLong("old_seq");
        return seq == null
                ? null
                : new Stored(
                        row.getLong("old_group"),
                        seq,
                        row.getLong("old_id"),
                        row.getBuffer("old_digest"),
                        Times.instant(row, "old_sent_at"));
    }

    /** Whether this is the same send; one of which no digest is left is another: a text that goes nowhere is worse. */
    boolean isOf(Digest sent, Seal seal) {
        return digest != null && (digest.equals(sent.bytes()) || digest.equals(seal.over(sent.bytes())));
    }

    /** The first answer, again. */
    Sent answer(UUID key) {
        return new Sent(groupId, seq, messageId, key, sentAt);
    }
}
