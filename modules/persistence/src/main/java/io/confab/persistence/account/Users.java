package io.confab.persistence.account;

import io.confab.contract.Failure;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.LoadUsers;
import io.confab.contract.account.ReadUser;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.confab.persistence.Database;
import io.confab.persistence.StatementFailed;
import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Accounts and guests. */
public final class Users {

    private static final String COLUMNS = "SELECT id, name, password_hash, disabled_at FROM users";
    private static final String BY_ID = COLUMNS + " WHERE id = ?";
    private static final String BY_NAME = COLUMNS + " WHERE folded_name = ?";
    private static final String BY_EMAIL = COLUMNS + " WHERE email = ?";
    private static final String BY_PREFIX = COLUMNS
            + " WHERE folded_name >= ? AND folded_name < ? AND disabled_at IS NULL ORDER BY folded_name LIMIT ?";
    private static final String INSERT = "INSERT INTO users (name, folded_name, email, password_hash, created_at)"
            + " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6))";

    /** Sorts after every name with the same prefix. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private final Database database;

    /** Reads from and writes to this database. */
    public Users(Database database) {
        this.database = database;
    }

    /** Serves {@link StoreUser}. */
    public Future<User> store(StoreUser request) {
        Tuple row = Tuple.of(request.name(), request.foldedName(), request.email(), request.passwordHash());
        return database.transaction(connection -> connection
                        .run(INSERT, row)
                        .compose(rows -> Guests.requireAbsence(connection, request.foldedName())
                                .map(rows)))
                .map(rows -> new User(
                        rows.property(MySQLClient.LAST_INSERTED_ID), request.name(), request.passwordHash() == null))
                .recover(cause -> cause instanceof StatementFailed failed && failed.isDuplicate()
                        ? taken(request)
                        : Future.failedFuture(cause));
    }

    /** Serves {@link ReadUser}. */
    public Future<User> read(ReadUser request) {
        return database.run(BY_ID, Tuple.of(request.userId()))
                .map(rows -> first(rows).map(Users::user).orElseThrow(() -> Failure.notFound("user")));
    }

    /** Serves {@link LoadUsers}. */
    public Future<List<User>> find(LoadUsers request) {
        String prefix = request.foldedPrefix();
        return database.run(BY_PREFIX, Tuple.of(prefix, prefix + LAST_CHARACTER, request.limit()))
                .map(rows -> rows.stream().map(Users::user).toList());
    }

    /** Serves {@link LoadCredentials}. */
    public Future<Optional<Credentials>> credentials(LoadCredentials request) {
        String byLogin = request.login().contains("@") ? BY_EMAIL : BY_NAME;
        return database.run(byLogin, Tuple.of(request.login()))
                .map(rows -> first(rows).map(Users::credentialsOf));
    }

    private Future<User> taken(StoreUser request) {
        return database.run(BY_NAME, Tuple.of(request.foldedName()))
                .compose(rows -> Future.failedFuture(
                        rows.size() > 0
                                ? Failure.conflict("username", "This name is taken")
                                : Failure.conflict("email", "There is an account with this e-mail address")));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.stream().findFirst();
    }

    private static User user(Row row) {
        return new User(row.getLong("id"), row.getString("name"), row.getString("password_hash") == null);
    }

    private static Credentials credentialsOf(Row row) {
        return new Credentials(user(row), row.getString("password_hash"), row.getValue("disabled_at") != null);
    }
}
