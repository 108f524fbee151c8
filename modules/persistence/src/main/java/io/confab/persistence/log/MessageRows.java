package io.confab.persistence.log;

import io.confab.contract.log.AppendMessage;
import io.confab.persistence.Connection;
import io.confab.persistence.row.Times;
import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Inserts messages, many rows to a statement.
 *
 * <p>The number of rows of a statement is a power of two, so that nine prepared statements serve every size.
 */
final class MessageRows {

    private static final String INSERT =
            "INSERT INTO messages (group_id, seq, sender_id, send_key, digest, content, reply_to, sent_at) VALUES ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int COLUMNS = 8;

    private MessageRows() {}

    /**
     * Inserts all and tells each its message id.
     *
     * @param step the server's {@code auto_increment_increment}
     */
    static Future<Void> insert(Connection connection, List<Post> posts, long step) {
        if (posts.isEmpty()) {
            return Future.succeededFuture();
        }
        int count = Integer.highestOneBit(posts.size());
        List<Post> first = posts.subList(0, count);
        return connection
                .run(INSERT + String.join(", ", Collections.nCopies(count, ROW)), parameters(first))
                .onSuccess(done -> number(first, done, step))
                .compose(done -> insert(connection, posts.subList(count, posts.size()), step));
    }

    private static Tuple parameters(List<Post> posts) {
        List<Object> values = new ArrayList<>(posts.size() * COLUMNS);
        for (Post post : posts) {
            AppendMessage request = post.request();
            values.add(request.groupId());
            values.add(post.seq());
            values.add(request.sender().id());
            values.add(Digest.bytes(request.key()));
            values.add(post.digest());
            values.add(request.content());
            values.add(request.replyTo());
            values.add(Times.stored(post.sentAt()));
        }
        return Tuple.wrap(values);
    }

    /** One statement of known size gets its numbers in a row; the server tells the first. */
    private static void number(List<Post> posts, RowSet<Row> done, long step) {
        long id = done.property(MySQLClient.LAST_INSERTED_ID);
        for (Post post : posts) {
            post.stored(id);
            id += step;
        }
    }
}
