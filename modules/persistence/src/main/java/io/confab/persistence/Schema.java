package io.confab.persistence;

import io.confab.contract.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables up to date with Flyway, by the migrations in {@code migrations/}, which only add.
 *
 * <p>Loading Flyway and its JDBC driver takes 0.6 s, so it is asked only when its own table shows that there is
 * something to do.
 */
final class Schema {

    /** The version of the newest migration; a test compares it with the files. */
    static final int NEWEST = 4;

    private static final String LOCATION = "classpath:io/confab/persistence/migrations";
    private static final String EXISTS = "SELECT COUNT(*) FROM information_schema.tables"
            + " WHERE table_schema = DATABASE() AND table_name = 'flyway_schema_history'";
    private static final String APPLIED =
            "SELECT MAX(CAST(version AS UNSIGNED)) AS newest, MIN(success) AS sound FROM flyway_schema_history";

    private final Vertx vertx;
    private final Connection connection;
    private final Address address;

    Schema(Vertx vertx, Connection connection, Address address) {
        this.vertx = vertx;
        this.connection = connection;
        this.address = address;
    }

    /** Migrates if need be; {@code CONFLICT} when the tables were made by a newer version of Confab. */
    Future<Void> migrate() {
        return connection
                .run(EXISTS, Tuple.tuple())
                .compose(tables -> tables.iterator().next().getInteger(0) == 0 ? apply() : compare());
    }

    private Future<Void> compare() {
        return connection.run(APPLIED, Tuple.tuple()).compose(rows -> {
            Row row = rows.iterator().next();
            Integer newest = row.getInteger("newest");
            if (newest == null || newest < NEWEST || row.getInteger("sound") == 0) {
                return apply();
            }
            return newest == NEWEST ? Future.succeededFuture() : Future.failedFuture(isNewer(newest));
        });
    }

    private static Failure isNewer(int version) {
        return Failure.of(
                Failure.Code.CONFLICT,
                "The database was written by a newer version of Confab (its schema is " + version + ", this one knows "
                        + NEWEST + "): start that version, or restore a backup");
    }

    private Future<Void> apply() {
        return vertx.executeBlocking(() -> {
                    flyway(address).migrate();
                    return null;
                })
                .recover(cause ->
                        Future.failedFuture(cause instanceof FlywayException failed ? unmigrated(failed) : cause))
                .mapEmpty();
    }

    private static Failure unmigrated(FlywayException cause) {
        return Failure.of(Failure.Code.CONFLICT, "The tables could not be brought up to date: " + cause.getMessage());
    }

    static Flyway flyway(Address address) {
        return Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations(LOCATION)
                .load();
    }
}
