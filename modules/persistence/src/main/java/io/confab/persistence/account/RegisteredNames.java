package io.confab.persistence.account;

import io.confab.contract.Failure;
import io.confab.contract.account.LoadNameProof;
import io.confab.contract.account.StoreName;
import io.confab.contract.account.StorePin;
import io.confab.contract.account.User;
import io.confab.persistence.Connection;
import io.confab.persistence.Database;
import io.confab.persistence.StatementFailed;
import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Registered names and what proves whose they are. */
public final class RegisteredNames {

    private static final String INSERT =
            "INSERT INTO users (name, folded_name, created_at) VALUES (?, ?, UTC_TIMESTAMP(6))";
    private static final String IS_KNOWN = "SELECT user_id FROM name_proofs WHERE secret_hash = UNHEX(?) LIMIT 1";
    private static final String INSERT_PROOFS = "INSERT INTO name_proofs (secret_hash, user_id, created_at)"
            + " VALUES (UNHEX(?), ?, UTC_TIMESTAMP(6)), (UNHEX(?), ?, UTC_TIMESTAMP(6))";
    private static final String PROOF = "SELECT u.id, u.name, u.password_hash, u.pinned_at IS NOT NULL AS pinned,"
            + " (SELECT COUNT(*) FROM name_proofs p WHERE p.user_id = u.id AND p.secret_hash = UNHEX(?)) AS by_token,"
            + " (SELECT COUNT(*) FROM name_proofs p WHERE p.user_id = u.id AND p.secret_hash = UNHEX(?)) AS by_browser,"
            + " EXISTS (SELECT 1 FROM name_proofs p WHERE p.secret_hash IN (UNHEX(?), UNHEX(?))) AS known"
            + " FROM users u WHERE u.id = ? AND u.folded_name IS NOT NULL AND u.disabled_at IS NULL";
    private static final String PIN = "UPDATE users SET pinned_at = UTC_TIMESTAMP(6)"
            + " WHERE id = ? AND pinned_at IS NULL AND password_hash IS NULL";

    private final Database database;

    /** Reads from and writes to this database. */
    public RegisteredNames(Database database) {
        this.database = database;
    }

    /** Serves {@link StoreName}. */
    public Future<StoreName.Stored> store(StoreName request) {
        return database.transaction(connection -> connection
                        .run(INSERT, Tuple.of(request.name(), request.foldedName()))
                        .compose(done -> Guests.requireAbsence(connection, request.foldedName())
                                .compose(free -> prove(
                                        connection,
                                        request,
                                        new User(done.property(MySQLClient.LAST_INSERTED_ID), request.name(), true)))))
                .recover(cause -> Future.failedFuture(
                        cause instanceof StatementFailed refused && refused.isDuplicate()
                                ? Failure.conflict("username", "This name is taken")
                                : cause));
    }

    /** Serves {@link LoadNameProof}. */
    public Future<Optional<LoadNameProof.Stored>> load(LoadNameProof request) {
        Tuple question = Tuple.of(
                request.tokenHash(),
                request.browserHash(),
                request.tokenHash(),
                request.browserHash(),
                request.userId());
        return database.run(PROOF, question)
                .map(rows -> rows.stream().findFirst().map(RegisteredNames::read));
    }

    /** Serves {@link StorePin}. */
    public Future<Boolean> pin(StorePin request) {
        return database.run(PIN, Tuple.of(request.userId())).map(rows -> rows.rowCount() > 0);
    }

    private static Future<StoreName.Stored> prove(Connection connection, StoreName request, User user) {
        return connection.run(IS_KNOWN, Tuple.of(request.browserHash())).compose(known -> {
            boolean kept = known.size() > 0;
            String browserHash = kept ? request.browserHash() : request.newBrowserHash();
            return connection
                    .run(INSERT_PROOFS, Tuple.of(request.tokenHash(), user.id(), browserHash, user.id()))
                    .map(done -> new StoreName.Stored(user, kept));
        });
    }

    private static LoadNameProof.Stored read(Row row) {
        return new LoadNameProof.Stored(
                new User(row.getLong("id"), row.getString("name"), row.getString("password_hash") == null),
                row.getInteger("pinned") == 1,
                row.getInteger("by_token") > 0,
                row.getInteger("by_browser") > 0,
                row.getInteger("known") == 1);
    }
}
