package io.confab.persistence;

import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Tuple;

/** The row of a group, locked by a connection of its own; until it is released; twice is no failure. */
public final class RowLock {

    private final MySQLConnection connection;
    private boolean released;

    RowLock(Vertx vertx, String uri, long groupId) {
        connection = MySQLConnection.connect(vertx, Address.of(uri).options()).await();
        connection.query("START TRANSACTION").execute().await();
        connection
                .preparedQuery("SELECT id FROM `groups` WHERE id = ? FOR UPDATE")
                .execute(Tuple.of(groupId))
                .await();
    }

    /** Lets go of it. */
    public void release() {
        if (!released) {
            released = true;
            connection.query("ROLLBACK").execute().await();
            connection.close().await();
        }
    }
}
