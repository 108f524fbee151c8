package io.confab.persistence;

import io.confab.contract.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** Empties a database: all that the migrations made goes, and is made again. Blocks; for the operator's tool alone. */
public final class Reset {

    private static final String OTHERS =
            "SELECT COUNT(*) FROM information_schema.processlist" + " WHERE db = DATABASE() AND id <> CONNECTION_ID()";

    private final Address address;

    /** Of the database of this URI, as {@link PersistenceConfig} takes it. */
    public Reset(String uri) {
        address = Address.of(uri);
    }

    /** The name of the database. */
    public String database() {
        return address.jdbcUrl().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    }

    /** {@code CONFLICT} while somebody else is connected to the database, as every node that runs is. */
    public void requireNobody() {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet others = statement.executeQuery(OTHERS)) {
            others.next();
            if (others.getInt(1) > 0) {
                throw Failure.of(
                        Failure.Code.CONFLICT,
                        "a server, or another program, is connected to the database; stop it first");
            }
        } catch (SQLException e) {
            throw Failure.unavailable("the database cannot be reached");
        }
    }

    /** Deletes everything and makes the tables again. */
    public void run() {
        Flyway flyway = Flyway.configure()
                .configuration(Schema.flyway(address).getConfiguration())
                .cleanDisabled(false)
                .load();
        flyway.clean();
        flyway.migrate();
    }
}
