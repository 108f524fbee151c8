package io.confab.persistence.account;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.LoadRevoked;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StorePassword;
import io.confab.persistence.Connection;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The ends of sign-ins: signed out, revoked, password changed, account shut.
 *
 * <p>Who ends several locks the user first, so that no session is opened between reading which they are and ending them.
 */
public final class Revocations {

    private static final String END = "UPDATE sessions SET revoked_at = UTC_TIMESTAMP(6)"
            + " WHERE id = ? AND user_id = ? AND revoked_at IS NULL AND expires_at > UTC_TIMESTAMP(6)";
    private static final String LOCK_USER = "SELECT id FROM users WHERE id = ? FOR UPDATE";
    private static final String OTHERS = "SELECT id FROM sessions"
            + " WHERE user_id = ? AND id <> ? AND revoked_at IS NULL AND expires_at > UTC_TIMESTAMP(6)";
    private static final String END_OTHERS = "UPDATE sessions SET revoked_at = UTC_TIMESTAMP(6)"
            + " WHERE user_id = ? AND id <> ? AND revoked_at IS NULL AND expires_at > UTC_TIMESTAMP(6)";
    private static final String REPLACE_HASH = "UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?";
    private static final String DISABLE =
            "UPDATE users SET disabled_at = COALESCE(disabled_at, UTC_TIMESTAMP(6)) WHERE id = ?";
    private static final String REVOKED =
            "SELECT user_id, id FROM sessions" + " WHERE revoked_at > UTC_TIMESTAMP(6) - INTERVAL ? SECOND";

    /** No session has this id. */
    private static final long NONE = 0;

    private final Database database;

    /** Reads from and writes to this database. */
    public Revocations(Database database) {
        this.database = database;
    }

    /** Serves {@link EndSessions}. */
    public Future<SessionsRevoked> end(EndSessions request) {
        return request.others()
                ? database.transaction(connection -> connection
                        .run(LOCK_USER, Tuple.of(request.userId()))
                        .compose(locked -> endOthers(connection, request.userId(), request.sessionId())))
                : end(database::run, request.userId(), request.sessionId());
    }

    /** Serves {@link StorePassword}. */
    public Future<SessionsRevoked> replacePassword(StorePassword request) {
        Tuple change = Tuple.of(request.hash(), request.userId(), request.checkedHash());
        return database.transaction(connection -> connection
                .run(REPLACE_HASH, change)
                .map(rows -> requireOne(rows, Failure.of(Code.CONFLICT, "The password has been changed meanwhile")))
                .compose(replaced -> request.keptSessionId() == null
                        ? Future.succeededFuture(of(request.userId(), List.of()))
                        : endOthers(connection, request.userId(), request.keptSessionId())));
    }

    /** Serves {@link StoreDisabled}. */
    public Future<SessionsRevoked> disable(StoreDisabled request) {
        return database.transaction(connection -> connection
                .run(DISABLE, Tuple.of(request.userId()))
                .map(rows -> requireOne(rows, Failure.notFound("user")))
                .compose(disabled -> endOthers(connection, request.userId(), NONE)));
    }

    /** Serves {@link LoadRevoked}. */
    public Future<List<SessionsRevoked>> load(LoadRevoked request) {
        return database.run(REVOKED, Tuple.of(request.within().toSeconds())).map(Revocations::byUser);
    }

    /** Ends one session of a user, in a transaction or by itself; answers with nothing when it was not open. */
    static Future<SessionsRevoked> end(
            BiFunction<String, Tuple, Future<RowSet<Row>>> runner, long userId, long sessionId) {
        return runner.apply(END, Tuple.of(sessionId, userId))
                .map(ended -> of(userId, ended.rowCount() == 1 ? List.of(sessionId) : List.of()));
    }

    static SessionsRevoked of(long userId, Collection<Long> sessionIds) {
        return new SessionsRevoked(userId, Set.copyOf(sessionIds));
    }

    static List<Long> ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getLong("id")).toList();
    }

    private static Future<SessionsRevoked> endOthers(Connection connection, long userId, long keptId) {
        Tuple others = Tuple.of(userId, keptId);
        return connection
                .run(OTHERS, others)
                .compose(found -> connection.run(END_OTHERS, others).map(ended -> of(userId, ids(found))));
    }

    private static RowSet<Row> requireOne(RowSet<Row> rows, Failure otherwise) {
        if (rows.rowCount() != 1) {
            throw otherwise;
        }
        return rows;
    }

    private static List<SessionsRevoked> byUser(RowSet<Row> rows) {
        Map<Long, Set<Long>> ids = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.getLong("user_id"),
                        Collectors.mapping(row -> row.getLong("id"), Collectors.toUnmodifiableSet())));
        return ids.entrySet().stream()
                .map(user -> new SessionsRevoked(user.getKey(), user.getValue()))
                .toList();
    }
}
