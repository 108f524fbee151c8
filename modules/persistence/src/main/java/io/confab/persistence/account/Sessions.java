package io.confab.persistence.account;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.AccountSession;
import io.confab.contract.account.Client;
import io.confab.contract.account.LoadSessions;
import io.confab.contract.account.PurgeSessions;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.StoreSession;
import io.confab.persistence.Connection;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** Sign-ins: opened, listed, forgotten. */
public final class Sessions {

    private static final String LOCK_USER =
            "SELECT password_hash, disabled_at FROM users WHERE id = ? LOCK IN SHARE MODE";
    private static final String INSERT = "INSERT INTO sessions"
            + " (id, user_id, address, user_agent, created_at, last_used_at, expires_at)"
            + " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL ? SECOND)";
    private static final String OPEN = "SELECT id, created_at, last_used_at, address, user_agent FROM sessions"
            + " WHERE user_id = ? AND revoked_at IS NULL AND expires_at > UTC_TIMESTAMP(6)"
            + " ORDER BY last_used_at DESC";
    private static final String LIST = OPEN + " LIMIT 1000";
    private static final String BEYOND = OPEN + " LIMIT 10 OFFSET ?";
    private static final String PURGE =
            "DELETE FROM sessions WHERE expires_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY LIMIT ?";

    private static final int MAX_ADDRESS = 64;
    private static final int MAX_USER_AGENT = 255;

    private final Database database;

    /** Reads from and writes to this database. */
    public Sessions(Database database) {
        this.database = database;
    }

    /**
     * Serves {@link StoreSession}.
     *
     * <p>The lock on the user lets sign-ins pass each other, but neither a change of the password nor a shutting of
     * the account.
     */
    public Future<SessionsRevoked> store(StoreSession request) {
        return database.transaction(connection -> connection
                .run(LOCK_USER, Tuple.of(request.userId()))
                .map(rows -> requireUnchanged(rows, request.checkedHash()))
                .compose(unchanged -> connection.run(INSERT, row(request)))
                .compose(stored -> connection.run(BEYOND, Tuple.of(request.userId(), request.limit())))
                .compose(beyond -> endAll(connection, request.userId(), Revocations.ids(beyond))));
    }

    /** Serves {@link LoadSessions}. */
    public Future<List<AccountSession>> list(LoadSessions request) {
        return database.run(LIST, Tuple.of(request.userId()))
                .map(rows -> rows.stream()
                        .map(row -> session(row, request.currentId()))
                        .toList());
    }

    /** Serves {@link PurgeSessions}. */
    public Future<Integer> purge(PurgeSessions request) {
        return database.run(PURGE, Tuple.of(request.limit())).map(RowSet::rowCount);
    }

    static String addressOf(Client client) {
        return cut(client.address(), MAX_ADDRESS);
    }

    static String userAgentOf(Client client) {
        return cut(client.userAgent(), MAX_USER_AGENT);
    }

    private static RowSet<Row> requireUnchanged(RowSet<Row> users, String checkedHash) {
        boolean unchanged = users.stream()
                .anyMatch(user -> user.getValue("disabled_at") == null
                        && Objects.equals(user.getString("password_hash"), checkedHash));
        if (!unchanged) {
            throw Failure.of(Code.UNAUTHENTICATED, "The name or the password is wrong");
        }
        return users;
    }

    private static Tuple row(StoreSession request) {
        return Tuple.of(
                request.sessionId(),
                request.userId(),
                addressOf(request.client()),
                userAgentOf(request.client()),
                request.ttl().toSeconds());
    }

    private static Future<SessionsRevoked> endAll(Connection connection, long userId, List<Long> ids) {
        return Future.all(ids.stream()
                        .map(id -> Revocations.end(connection::run, userId, id))
                        .toList())
                .map(ended -> Revocations.of(userId, ids));
    }

    private static AccountSession session(Row row, long currentId) {
        long id = row.getLong("id");
        return new AccountSession(
                id,
                row.getLocalDateTime("created_at").toInstant(ZoneOffset.UTC),
                row.getLocalDateTime("last_used_at").toInstant(ZoneOffset.UTC),
                row.getString("address"),
                row.getString("user_agent"),
                id == currentId);
    }

    private static String cut(String text, int max) {
        return text == null || text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
