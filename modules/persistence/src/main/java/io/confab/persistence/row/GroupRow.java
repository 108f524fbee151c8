package io.confab.persistence.row;

import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.vertx.sqlclient.Row;

/** A group in a row of {@code `groups` g}. */
public final class GroupRow {

    /** What to select, from {@code `groups` g}. */
    public static final String COLUMNS = "g.id AS group_id, g.kind, g.name AS group_name, g.slug, g.description,"
            + " g.member_count, g.head, g.created_at, g.archived_at";

    private GroupRow() {}

    /** The group. */
    public static Group read(Row row) {
        return new Group(
                row.getLong("group_id"),
                GroupKind.valueOf(row.getString("kind")),
                row.getString("group_name"),
                row.getString("slug"),
                row.getString("description"),
                row.getInteger("member_count"),
                row.getLong("head"),
                Times.instant(row, "created_at"),
                Times.instant(row, "archived_at"));
    }
}
