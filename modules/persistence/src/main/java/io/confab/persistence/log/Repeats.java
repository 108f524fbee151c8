package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.FindSent;
import io.confab.contract.message.Sent;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Finds the first answer to a send for one who may not send any more. */
public final class Repeats {

    private static final String BY_KEY =
            "SELECT " + Stored.COLUMNS + " FROM messages k WHERE k.sender_id = ? AND k.send_key = ?";

    private final Database database;
    private final Seal seal;

    /** Reads from this database. */
    public Repeats(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Serves {@link FindSent}. */
    public Future<Sent> find(FindSent request) {
        AppendMessage send = request.send();
        return database.run(BY_KEY, Tuple.of(send.sender().id(), Digest.bytes(send.key())))
                .map(rows -> rows.stream().findFirst().map(Stored::read).orElseThrow(() -> Failure.notFound("group")))
                .map(stored -> {
                    if (!stored.isOf(Digest.of(send), seal)) {
                        throw Verdicts.otherBody();
                    }
                    return stored.answer(send.key());
                });
    }
}
