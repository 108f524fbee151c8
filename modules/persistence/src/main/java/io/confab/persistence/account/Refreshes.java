package io.confab.persistence.account;

import io.confab.contract.account.Refreshed;
import io.confab.contract.account.StoreRefresh;
import io.confab.contract.account.User;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/**
 * The rotation of refresh tokens: each generation of a session is used once.
 *
 * <p>A session that was opened for a shorter time, as those of guests are, is prolonged by that.
 *
 * <p>One conditional UPDATE decides who moves the session on; whoever comes second reads what became of it.
 */
public final class Refreshes {

    private static final String ADVANCE = "UPDATE sessions SET generation = generation + 1,"
            + " expires_at = UTC_TIMESTAMP(6)"
            + " + INTERVAL LEAST(?, TIMESTAMPDIFF(SECOND, last_used_at, expires_at)) SECOND,"
            + " last_used_at = UTC_TIMESTAMP(6),"
            + " address = ?, user_agent = ?"
            + " WHERE id = ? AND generation = ? AND revoked_at IS NULL AND expires_at > UTC_TIMESTAMP(6)";
    private static final String STATE = "SELECT s.user_id, s.generation, u.name, u.password_hash,"
            + " s.revoked_at IS NULL AND s.expires_at > UTC_TIMESTAMP(6) AS is_open,"
            + " s.last_used_at > UTC_TIMESTAMP(6) - INTERVAL ? SECOND AS is_fresh"
            + " FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = ?";

    private final Database database;

    /** Reads from and writes to this database. */
    public Refreshes(Database database) {
        this.database = database;
    }

    /** Serves {@link StoreRefresh}. */
    public Future<Refreshed> store(StoreRefresh request) {
        return database.run(ADVANCE, advance(request))
                .compose(advanced -> database.run(
                                STATE, Tuple.of(request.grace().toSeconds(), request.sessionId()))
                        .compose(rows -> rows.size() == 0
                                ? ended()
                                : judge(rows.iterator().next(), request, advanced.rowCount() == 1)));
    }

    private Future<Refreshed> judge(Row state, StoreRefresh request, boolean advanced) {
        int next = request.generation() + 1;
        boolean again = state.getInteger("generation") == next && state.getInteger("is_fresh") == 1;
        boolean open = state.getInteger("is_open") == 1;
        if (advanced || (open && again)) {
            return Future.succeededFuture(new Refreshed.Continued(user(state), next));
        }
        return open ? reused(state.getLong("user_id"), request.sessionId()) : ended();
    }

    private Future<Refreshed> reused(long userId, long sessionId) {
        return Revocations.end(database::run, userId, sessionId).map(Refreshed.Reused::new);
    }

    private static Future<Refreshed> ended() {
        return Future.succeededFuture(new Refreshed.Ended());
    }

    private static Tuple advance(StoreRefresh request) {
        return Tuple.of(
                request.ttl().toSeconds(),
                Sessions.addressOf(request.client()),
                Sessions.userAgentOf(request.client()),
                request.sessionId(),
                request.generation());
    }

    private static User user(Row state) {
        return new User(state.getLong("user_id"), state.getString("name"), state.getString("password_hash") == null);
    }
}
