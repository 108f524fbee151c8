package io.confab.persistence.log;

import io.vertx.sqlclient.Row;

/** A locked group: gives out its seqs. */
final class GroupHead {

    private final boolean archived;
    private long head;

    GroupHead(Row row) {
        archived = row.getInteger("is_archived") == 1;
        head = row.getLong("head");
    }

    boolean isArchived() {
        return archived;
    }

    /** The next seq. */
    long next() {
        return ++head;
    }

    /** The last seq given out. */
    long head() {
        return head;
    }
}
