package io.confab.server.abuse;

import io.confab.testkit.Jdbc;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a database is asked, as its server writes it down itself; slows all databases on it while this is open. */
final class StatementLog implements AutoCloseable {

    /** Asked a moment after somebody has come or gone, whatever is requested then. */
    private static final String WHO_HEARS_OF_PRESENCE = "g.member_count <=";

    private final Connection connection;
    private final Statement statement;

    private StatementLog(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /** Begins to write; the account must be an administrator's. */
    static StatementLog of(String mysqlUri) throws SQLException {
        Connection connection = Jdbc.connect(mysqlUri);
        StatementLog log = new StatementLog(connection, connection.createStatement());
        log.statement.execute("SET GLOBAL log_output = 'TABLE'");
        log.statement.execute("TRUNCATE mysql.general_log");
        log.statement.execute("SET GLOBAL general_log = ON");
        return log;
    }

    /** The prepared statements about groups that requests need since this was asked last, in their order, without their parameters. */
    List<String> take() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                // other databases of the server, those of tests in other JVMs, are asked things at the same time
                """
                SELECT argument FROM mysql.general_log
                WHERE command_type = 'Execute'
                  AND thread_id IN (SELECT id FROM information_schema.processlist WHERE db = DATABASE())
                ORDER BY event_time""")) {
            while (rows.next()) {
                String text = new String(rows.getBytes(1), StandardCharsets.UTF_8);
                if (text.contains("group") && !text.contains(WHO_HEARS_OF_PRESENCE)) {
                    statements.add(text.replaceAll("[0-9]+|[0-9a-f]{32}", "?"));
                }
            }
        }
        statement.execute("TRUNCATE mysql.general_log");
        return statements;
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                statement) {
            statement.execute("SET GLOBAL general_log = OFF");
        }
    }
}
