package io.confab.persistence.group;

import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.Role;
import io.confab.contract.message.Preview;
import io.confab.persistence.Database;
import io.confab.persistence.row.GroupRow;
import io.confab.persistence.row.MessageRow;
import io.confab.persistence.row.Unread;
import io.confab.persistence.row.UserRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The groups of a user as he sees them in a list, however many, in one query. */
public final class Summaries {

    private static final String ALL = "SELECT " + GroupRow.COLUMNS + ", gm.role, gm.delivered_seq, gm.read_seq, "
            + Unread.after("gm.read_seq") + " AS unread, " + MessageRow.PREVIEW_COLUMNS + ", " + UserRow.COLUMNS
            + " FROM group_members gm STRAIGHT_JOIN `groups` g ON g.id = gm.group_id"
            + " LEFT JOIN messages m ON m.group_id = g.id AND m.seq = g.last_message_seq"
            + " LEFT JOIN users s ON s.id = m.sender_id"
            + " LEFT JOIN users u ON u.id = g.user_low + g.user_high - gm.user_id"
            + " WHERE gm.user_id = ?";
    private static final String NEWEST_FIRST = ALL + " ORDER BY g.changed_at DESC, g.id DESC";
    private static final String ONE = ALL + " AND gm.group_id = ?";

    private final Database database;

    /** Reads from this database. */
    public Summaries(Database database) {
        this.database = database;
    }

    /** Serves {@link LoadGroups}; empty for a group that the user is no member of. */
    public Future<List<GroupSummary>> load(LoadGroups request) {
        var rows = request.groupId() == 0
                ? database.run(NEWEST_FIRST, Tuple.of(request.userId()))
                : database.run(ONE, Tuple.of(request.userId(), request.groupId()));
        return rows.map(found -> found.stream().map(Summaries::read).toList());
    }

    private static GroupSummary read(Row row) {
        return new GroupSummary(
                GroupRow.read(row),
                Role.valueOf(row.getString("role")),
                row.getLong("delivered_seq"),
                row.getLong("read_seq"),
                row.getInteger("unread"),
                Preview.of(MessageRow.read(row)),
                UserRow.readPeer(row));
    }
}
