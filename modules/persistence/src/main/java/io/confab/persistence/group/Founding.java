package io.confab.persistence.group;

import io.confab.contract.Failure;
import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.Role;
import io.confab.contract.group.StoreDirect;
import io.confab.contract.group.StoreGroup;
import io.confab.contract.group.StoreOpenGroup;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.persistence.Connection;
import io.confab.persistence.Database;
import io.confab.persistence.StatementFailed;
import io.confab.persistence.log.Announcer;
import io.confab.persistence.log.ChangeRows;
import io.confab.persistence.row.GroupRow;
import io.confab.persistence.row.Times;
import io.confab.persistence.row.UserRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes groups; each first member joins with an entry of the log. */
public final class Founding {

    private static final String FOUNDERS = "SELECT " + UserRow.COLUMNS + ", UTC_TIMESTAMP(6) AS now"
            + " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) a"
            + " STRAIGHT_JOIN users u ON u.id = a.id WHERE u.disabled_at IS NULL";
    private static final String GROUP = "INSERT INTO `groups` (kind, name, slug, description, user_low, user_high,"
            + " created_by, created_at, changed_at, head, member_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String MEMBERS = "INSERT INTO group_members"
            + " (group_id, user_id, role, joined_seq, delivered_seq, read_seq, joined_at, changed_at)"
            + " SELECT ?, user_id, role, seq, seq, seq, ?, ?"
            + " FROM JSON_TABLE(?, '$[*]' COLUMNS (user_id BIGINT PATH '$[0]', role VARCHAR(8) PATH '$[1]',"
            + " seq BIGINT PATH '$[2]')) a";
    private static final String BY_PAIR =
            "SELECT " + GroupRow.COLUMNS + " FROM `groups` g WHERE g.user_low = ? AND g.user_high = ?";
    /** Who has a name of his own, or a session, can be met alone; other guests hear the one place that they came to. */
    private static final String MEETS = "SELECT u.id FROM users u WHERE u.id = ? AND (u.folded_name IS NOT NULL"
            + " OR EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = u.id AND s.revoked_at IS NULL"
            + " AND s.expires_at > UTC_TIMESTAMP(6)))";

    private static final String OPEN =
            "INSERT INTO `groups` (kind, name, slug, description, created_at, changed_at, head,"
                    + " member_count) VALUES ('PUBLIC', ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 0, 0)";
    private static final String BY_ID = "SELECT " + GroupRow.COLUMNS + " FROM `groups` g WHERE g.id = ?";

    private final Database database;
    private final Announcer announcer;

    /** Writes to this database and tells of what it has written. */
    public Founding(Database database, Announcer announcer) {
        this.database = database;
        this.announcer = announcer;
    }

    /** A group to be, before it has a number. */
    private record Draft(
            GroupKind kind, String name, String slug, String description, Long low, Long high, long creatorId) {}

    /** A group that was stored, with the entries of its log. */
    private record Founded(Group group, List<LogEntry> entries) {}

    /** Serves {@link StoreGroup}. */
    public Future<Group> store(StoreGroup request) {
        Set<Long> ids = new LinkedHashSet<>();
        ids.add(request.creatorId());
        ids.addAll(request.memberIds());
        Draft draft = new Draft(
                request.kind(), request.name(), request.slug(), request.description(), null, null, request.creatorId());
        return found(draft, ids, Role.OWNER, Failure.invalid("member_ids", "A member to be does not exist"))
                .recover(Founding::slugTaken);
    }

    /** Serves {@link StoreOpenGroup}. */
    public Future<Group> store(StoreOpenGroup request) {
        return database.transaction(connection -> connection
                        .run(OPEN, Tuple.of(request.name(), request.slug(), request.description()))
                        .compose(done -> connection.run(BY_ID, Tuple.of(done.property(MySQLClient.LAST_INSERTED_ID))))
                        .compose(Founding::first))
                .recover(Founding::slugTaken);
    }

    /** Serves {@link StoreDirect}. Whoever of two comes second finds the group of the first. */
    public Future<Group> store(StoreDirect request) {
        long low = Math.min(request.userId(), request.otherUserId());
        long high = Math.max(request.userId(), request.otherUserId());
        if (low == high) {
            return Future.failedFuture(Failure.invalid("user_id", "A direct group has two different members"));
        }
        return byPair(low, high)
                .compose(found -> found.size() > 0
                        ? first(found)
                        : requireReachable(request.otherUserId()).compose(yes -> found(request, low, high)));
    }

    private Future<RowSet<Row>> byPair(long low, long high) {
        return database.run(BY_PAIR, Tuple.of(low, high));
    }

    private Future<Group> found(StoreDirect request, long low, long high) {
        Draft draft = new Draft(GroupKind.DIRECT, null, null, null, low, high, request.userId());
        return found(draft, List.of(request.userId(), request.otherUserId()), Role.MEMBER, Failure.notFound("user"))
                .recover(cause ->
                        isDuplicate(cause) ? byPair(low, high).compose(Founding::first) : Future.failedFuture(cause));
    }

    private Future<Void> requireReachable(long userId) {
        return database.run(MEETS, Tuple.of(userId))
                .compose(rows ->
                        rows.size() > 0 ? Future.succeededFuture() : Future.failedFuture(Failure.notFound("user")));
    }

    private static Future<Group> first(RowSet<Row> rows) {
        return Future.succeededFuture(GroupRow.read(rows.iterator().next()));
    }

    private static Future<Group> slugTaken(Throwable cause) {
        return Future.failedFuture(
                isDuplicate(cause) ? Failure.conflict("slug", "There is a group with this slug") : cause);
    }

    private static boolean isDuplicate(Throwable cause) {
        return cause instanceof StatementFailed refused && refused.isDuplicate();
    }

    /** The first of the users gets the role, the others become plain members. */
    private Future<Group> found(Draft draft, Collection<Long> userIds, Role first, Failure missing) {
        return database.transaction(connection -> connection
                        .run(FOUNDERS, Tuple.of(new JsonArray(List.copyOf(userIds)).encode()))
                        .compose(rows -> rows.size() == userIds.size()
                                ? store(connection, draft, inOrder(userIds, rows), first, now(rows))
                                : Future.failedFuture(missing)))
                .map(founded -> {
                    announcer.committed(founded.entries);
                    return founded.group;
                });
    }

    private static Instant now(RowSet<Row> rows) {
        return Times.instant(rows.iterator().next(), "now");
    }

    private static List<User> inOrder(Collection<Long> userIds, RowSet<Row> rows) {
        Map<Long, User> users = new HashMap<>();
        rows.forEach(row -> users.put(row.getLong("user_id"), UserRow.read(row)));
        return userIds.stream().map(users::get).toList();
    }

    private static Future<Founded> store(
            Connection connection, Draft draft, List<User> members, Role first, Instant now) {
        int count = members.size();
        Object at = Times.stored(now);
        Tuple row = Tuple.from(new Object[] {
            draft.kind.name(),
            draft.name,
            draft.slug,
            draft.description,
            draft.low,
            draft.high,
            draft.creatorId,
            at,
            at,
            count,
            count
        });
        return connection.run(GROUP, row).compose(done -> {
            long id = done.property(MySQLClient.LAST_INSERTED_ID);
            List<MemberJoined> joined = joined(id, draft.creatorId, members, first, now);
            Group group = new Group(id, draft.kind, draft.name, draft.slug, draft.description, count, count, now, null);
            return connection
                    .run(MEMBERS, Tuple.of(id, at, at, rows(joined)))
                    .compose(stored -> ChangeRows.insert(connection, joined))
                    .map(stored -> new Founded(group, List.copyOf(joined)));
        });
    }

    private static List<MemberJoined> joined(long groupId, long actorId, List<User> members, Role first, Instant now) {
        List<MemberJoined> joined = new ArrayList<>();
        for (User user : members) {
            int count = joined.size() + 1;
            joined.add(new MemberJoined(groupId, count, now, actorId, user, count == 1 ? first : Role.MEMBER, count));
        }
        return joined;
    }

    private static String rows(List<MemberJoined> joined) {
        JsonArray rows = new JsonArray();
        for (MemberJoined member : joined) {
            rows.add(new JsonArray()
                    .add(member.user().id())
                    .add(member.role().name())
                    .add(member.seq()));
        }
        return rows.encode();
    }
}
