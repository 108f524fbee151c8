package io.confab.persistence.row;

import io.confab.contract.group.GroupSummary;

/**
 * What counts as unread: messages after the read mark, among the newest events of the group, that are not the member's
 * own and not deleted.
 *
 * <p>A count for each of 500 groups must not read 500 groups: neither MySQL nor MariaDB bounds a correlated subquery by
 * a range of seqs, so the newest pages of 128 seqs are looked up by equality, as many as the window can touch.
 */
public final class Unread {

    private static final String PAGES = "[0, 1, 2, 3, 4, 5, 6, 7, 8]";

    private Unread() {}

    /**
     * The count as an SQL expression over {@code `groups` g} and {@code group_members gm}.
     *
     * @param readSeq the read mark, an SQL expression over the same
     */
    public static String after(String readSeq) {
        String floor = "GREATEST(" + readSeq + ", g.head - " + GroupSummary.UNREAD_WINDOW + ")";
        return "(SELECT COUNT(*) FROM JSON_TABLE('" + PAGES + "', '$[*]' COLUMNS (n BIGINT PATH '$')) p"
                + " STRAIGHT_JOIN messages x FORCE INDEX (messages_for_unread)"
                + " ON x.group_id = g.id AND x.page = g.head DIV 128 - p.n"
                + " WHERE g.head DIV 128 - p.n >= " + floor + " DIV 128 AND x.seq > " + floor
                + " AND x.sender_id <> gm.user_id AND x.deleted_at IS NULL)";
    }
}
