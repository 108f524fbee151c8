package io.confab.persistence;

import io.vertx.mysqlclient.MySQLException;

/**
 * The server refused a statement. It names the statement but not the server's own message, which may quote what a user
 * wrote.
 */
public final class StatementFailed extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int DUPLICATE_ENTRY = 1062;
    private static final int NO_REFERENCED_ROW = 1452;

    private final int code;

    StatementFailed(MySQLException cause, String sql) {
        super("MySQL error " + cause.getErrorCode() + " (" + cause.getSqlState() + ") of: " + shortened(sql));
        code = cause.getErrorCode();
    }

    /** Whether a unique key has the value already. */
    public boolean isDuplicate() {
        return code == DUPLICATE_ENTRY;
    }

    /** Whether a row that it refers to does not exist. */
    public boolean isDangling() {
        return code == NO_REFERENCED_ROW;
    }

    private static String shortened(String sql) {
        return sql.length() <= 200 ? sql : sql.substring(0, 200) + "…";
    }
}
