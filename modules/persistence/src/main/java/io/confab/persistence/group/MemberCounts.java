package io.confab.persistence.group;

import io.confab.contract.group.CountMembers;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts who of many users is in groups; reads the index of memberships by user and nothing else. */
public final class MemberCounts {

    /** Up to here every user is looked up in every group; above, all groups of every user are read. */
    private static final int FEW = 4;

    private static final String USERS = " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) u";
    private static final String GROUPS = "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) g";
    private static final String MEMBERS = "group_members gm FORCE INDEX (group_members_by_user)";

    private static final String IN_FEW = "SELECT gm.group_id, COUNT(*) AS members" + USERS
            + " STRAIGHT_JOIN " + GROUPS
            + " STRAIGHT_JOIN " + MEMBERS + " ON gm.user_id = u.id AND gm.group_id = g.id GROUP BY gm.group_id";
    private static final String IN_MANY = "SELECT gm.group_id, COUNT(*) AS members" + USERS
            + " STRAIGHT_JOIN " + MEMBERS + " ON gm.user_id = u.id"
            + " STRAIGHT_JOIN " + GROUPS + " ON g.id = gm.group_id GROUP BY gm.group_id";

    private final Database database;

    /** Reads from this database. */
    public MemberCounts(Database database) {
        this.database = database;
    }

    /** Serves {@link CountMembers}. */
    public Future<Map<Long, Integer>> count(CountMembers request) {
        if (request.groupIds().isEmpty() || request.userIds().isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        String users = new JsonArray(new ArrayList<>(request.userIds())).encode();
        List<Long> distinct = request.groupIds().stream().distinct().toList();
        return database.run(
                        distinct.size() <= FEW ? IN_FEW : IN_MANY,
                        Tuple.of(users, new JsonArray(new ArrayList<>(distinct)).encode()))
                .map(MemberCounts::byGroup);
    }

    private static Map<Long, Integer> byGroup(RowSet<Row> rows) {
        Map<Long, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.put(row.getLong("group_id"), row.getInteger("members")));
        return Map.copyOf(counts);
    }
}
