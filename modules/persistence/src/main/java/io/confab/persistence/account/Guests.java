package io.confab.persistence.account;

import io.confab.contract.Failure;
import io.confab.contract.account.FindClaim;
import io.confab.contract.account.LoadGuests;
import io.confab.contract.account.StoreDismissal;
import io.confab.contract.account.StoreGuest;
import io.confab.contract.account.StoreRelease;
import io.confab.contract.account.User;
import io.confab.persistence.Connection;
import io.confab.persistence.Database;
import io.confab.persistence.StatementFailed;
import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Guests who are here.
 *
 * <p>A guest and an account that want one name at the same time each insert first and look for the other then, so that one
 * of them waits for the other or the database refuses one.
 */
public final class Guests {

    private static final String RELEASE = "UPDATE users"
            + " SET guest_claim = NULL, guest_claim_hash = NULL, guest_claim_until = NULL WHERE guest_claim = ?"
            + " AND (guest_claim_until <= UTC_TIMESTAMP(6)"
            + " OR (guest_claim_until IS NOT NULL AND guest_claim_hash = UNHEX(?)))";
    private static final String INSERT =
            "INSERT INTO users (name, guest_name, guest_claim, guest_claim_hash, created_at)"
                    + " VALUES (?, ?, ?, UNHEX(?), UTC_TIMESTAMP(6))";
    private static final String OWNED = "SELECT id FROM users WHERE folded_name = ?"
            + " AND (password_hash IS NOT NULL OR pinned_at IS NOT NULL) LOCK IN SHARE MODE";
    private static final String IS_HERE = "SELECT id FROM users WHERE guest_name = ? LIMIT 1 LOCK IN SHARE MODE";
    private static final String FREE = "UPDATE users SET guest_claim = NULL, guest_claim_hash = NULL"
            + " WHERE id = ? AND guest_claim_until IS NULL";
    private static final String HOLD = "UPDATE users SET guest_claim_until = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND"
            + " WHERE id = ? AND guest_claim IS NOT NULL AND guest_claim_until IS NULL";
    private static final String DISMISS = "UPDATE users SET guest_name = NULL WHERE id = ?";
    private static final String CLAIMANT = "SELECT id FROM users"
            + " WHERE guest_claim = ? AND guest_claim_hash = UNHEX(?) AND guest_claim_until IS NULL";
    private static final String ALL =
            "SELECT id FROM users FORCE INDEX (users_by_guest_name) WHERE guest_name IS NOT NULL"
                    + " AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.user_id = users.id"
                    + " AND sessions.revoked_at IS NULL AND sessions.expires_at > UTC_TIMESTAMP(6)) LIMIT ?";

    private final Database database;

    /** Reads from and writes to this database. */
    public Guests(Database database) {
        this.database = database;
    }

    /** Serves {@link StoreGuest}. */
    public Future<User> store(StoreGuest request) {
        return database.transaction(connection -> release(connection, request)
                        .compose(done -> connection.run(
                                INSERT,
                                Tuple.of(request.name(), request.foldedName(), request.claim(), request.claimHash())))
                        .compose(done -> connection
                                .run(OWNED, Tuple.of(request.foldedName()))
                                .map(owners -> admitted(request, done, owners))))
                .recover(cause -> Future.failedFuture(
                        cause instanceof StatementFailed refused && refused.isDuplicate()
                                ? Failure.conflict("username", "Somebody here has this name already")
                                : cause));
    }

    /** Serves {@link StoreRelease}. */
    public Future<Void> release(StoreRelease request) {
        Duration hold = request.hold();
        return hold.isZero()
                ? database.run(FREE, Tuple.of(request.userId())).mapEmpty()
                : database.run(HOLD, Tuple.of(hold.toNanos() / 1_000, request.userId()))
                        .mapEmpty();
    }

    /** Serves {@link StoreDismissal}. */
    public Future<Void> dismiss(StoreDismissal request) {
        return database.run(DISMISS, Tuple.of(request.userId())).mapEmpty();
    }

    /** Serves {@link FindClaim}. */
    public Future<Optional<Long>> find(FindClaim request) {
        return database.run(CLAIMANT, Tuple.of(request.claim(), request.claimHash()))
                .map(rows -> rows.stream().findFirst().map(row -> row.getLong("id")));
    }

    /** Serves {@link LoadGuests}. */
    public Future<List<Long>> load(LoadGuests request) {
        return database.run(ALL, Tuple.of(request.limit()))
                .map(rows -> rows.stream().map(row -> row.getLong("id")).toList());
    }

    /** Refuses a name that a guest who is here has; to be asked by who has inserted it for an owner. */
    static Future<Void> requireAbsence(Connection connection, String foldedName) {
        return connection.run(IS_HERE, Tuple.of(foldedName)).map(guests -> {
            if (guests.size() > 0) {
                throw Failure.conflict("username", "This name is taken");
            }
            return null;
        });
    }

    private static Future<?> release(Connection connection, StoreGuest request) {
        return request.claim() == null
                ? Future.succeededFuture()
                : connection.run(RELEASE, Tuple.of(request.claim(), request.claimHash()));
    }

    private static User admitted(StoreGuest request, RowSet<Row> inserted, RowSet<Row> owners) {
        if (owners.size() > 0) {
            throw Failure.conflict("username", "This name is taken");
        }
        return new User(inserted.property(MySQLClient.LAST_INSERTED_ID), request.name(), true);
    }
}
