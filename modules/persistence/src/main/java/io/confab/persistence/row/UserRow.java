package io.confab.persistence.row;

import io.confab.contract.account.User;
import io.confab.contract.group.Peer;
import io.vertx.sqlclient.Row;

/** A user in a row of {@code users u}. */
public final class UserRow {

    /** What to select, from {@code users u}. */
    public static final String COLUMNS =
            "u.id AS user_id, u.name AS user_name, u.password_hash IS NULL AS is_guest, u.last_seen_at";

    private UserRow() {}

    /** The user; null where an outer join found none. */
    public static User read(Row row) {
        Long id = row.getLong("user_id");
        return id == null ? null : new User(id, row.getString("user_name"), row.getInteger("is_guest") == 1);
    }

    /** The user with the time he was last seen, as one who is not online; null where an outer join found none. */
    public static Peer readPeer(Row row) {
        User user = read(row);
        return user == null ? null : new Peer(user, false, Times.instant(row, "last_seen_at"));
    }
}
