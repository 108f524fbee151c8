package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.log.AppendMessage;
import io.confab.persistence.Connection;
import io.confab.persistence.StatementFailed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction of sends: lock the groups in the order of their ids, look up what is known of each send, give seqs,
 * insert, move the heads.
 *
 * <p>Lists go to the server as one JSON parameter, joined as a table: one prepared statement for every size, and index
 * look-ups where long lists of {@code IN} or {@code OR} cost 40 ms.
 */
final class SendTurn implements Lane.Turn {

    private static final String GROUPS = "SELECT g.id, g.head, g.archived_at IS NOT NULL AS is_archived,"
            + " @@auto_increment_increment AS step"
            + " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) a"
            + " STRAIGHT_JOIN `groups` g FORCE INDEX (PRIMARY) ON g.id = a.id FOR UPDATE";
    private static final String FREE_GROUPS = GROUPS + " SKIP LOCKED";
    private static final String KNOWN = "SELECT a.n, m.role IS NOT NULL AS is_member, r.seq IS NOT NULL AS is_reply,"
            + " " + Stored.COLUMNS + ", UTC_TIMESTAMP(6) AS now"
            + " FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, group_id BIGINT PATH '$[0]',"
            + " sender_id BIGINT PATH '$[1]', send_key CHAR(32) PATH '$[2]', reply_to BIGINT PATH '$[3]')) a"
            + " LEFT JOIN group_members m ON m.group_id = a.group_id AND m.user_id = a.sender_id"
            + " LEFT JOIN messages k ON k.sender_id = a.sender_id AND k.send_key = UNHEX(a.send_key)"
            + " LEFT JOIN messages r ON r.group_id = a.group_id AND r.seq = a.reply_to"
            + " ORDER BY a.n";
    private static final String HEADS = "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]',"
            + " head BIGINT PATH '$[1]')) a"
            + " STRAIGHT_JOIN `groups` g FORCE INDEX (PRIMARY) ON g.id = a.id"
            + " SET g.head = a.head, g.last_message_seq = a.head, g.changed_at = UTC_TIMESTAMP(6)";

    private static final Logger LOG = LoggerFactory.getLogger(SendTurn.class);

    private final Backlog backlog;
    private final Announcer announcer;
    private final List<Backlog.Share> shares;
    private final boolean waits;
    private final Map<Long, GroupHead> heads = new HashMap<>();
    private final Verdicts verdicts;
    private long step;
    private boolean wasDeadlocked;

    /** With {@code waits}, a locked group is waited for; without, it is left out and goes alone next. */
    SendTurn(Backlog backlog, Announcer announcer, Seal seal, List<Backlog.Share> shares, boolean waits) {
        this.backlog = backlog;
        this.announcer = announcer;
        this.shares = shares;
        this.waits = waits;
        verdicts = new Verdicts(heads, seal);
    }

    @Override
    public Future<Void> write(Connection connection) {
        return shares.isEmpty() ? Future.succeededFuture() : append(connection);
    }

    private Future<Void> append(Connection connection) {
        return connection
                .run(waits ? GROUPS : FREE_GROUPS, Tuple.of(groupIds()))
                .onSuccess(this::keep)
                .compose(done -> look(connection))
                .compose(done -> MessageRows.insert(connection, verdicts.posts(), step))
                .compose(done -> moveHeads(connection))
                .onFailure(cause -> wasDeadlocked = connection.wasDeadlocked());
    }

    private void keep(RowSet<Row> rows) {
        for (Row row : rows) {
            heads.put(row.getLong("id"), new GroupHead(row));
            step = row.getLong("step");
        }
    }

    private Future<Void> look(Connection connection) {
        List<Waiting.Send> sends = shares.stream()
                .filter(share -> !isLeftOut(share))
                .flatMap(share -> share.sends().stream())
                .toList();
        return sends.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .run(KNOWN, Tuple.of(questions(sends)))
                        .onSuccess(rows -> decide(sends, rows))
                        .mapEmpty();
    }

    private void decide(List<Waiting.Send> sends, RowSet<Row> rows) {
        int i = 0;
        for (Row row : rows) {
            verdicts.decide(sends.get(i++), row);
        }
    }

    private Future<Void> moveHeads(Connection connection) {
        JsonArray moved = new JsonArray();
        verdicts.posts().stream()
                .map(post -> post.request().groupId())
                .distinct()
                .forEach(id ->
                        moved.add(new JsonArray().add(id).add(heads.get(id).head())));
        return moved.isEmpty()
                ? Future.succeededFuture()
                : connection.run(HEADS, Tuple.of(moved.encode())).mapEmpty();
    }

    @Override
    public void committed() {
        announcer.committed(verdicts.posts().stream().map(Post::entry).toList());
        verdicts.repeated().forEach(this::tellHead);
        verdicts.answer();
        for (Backlog.Share share : shares) {
            if (isLeftOut(share)) {
                share.queue().foundLocked();
                backlog.putBack(share);
            } else {
                share.queue().succeeded();
            }
        }
    }

    /** Who is answered that his message is stored must hear it, too. */
    private void tellHead(long groupId) {
        GroupHead group = heads.get(groupId);
        if (group != null) {
            announcer.seen(groupId, group.head());
        }
    }

    @Override
    public void failed(Throwable cause, boolean unknown) {
        if (unknown) {
            announcer.doubt(
                    shares.stream().map(share -> share.queue().groupId()).toList());
        }
        boolean passing = !unknown && isPassing(cause);
        for (Backlog.Share share : shares) {
            if (passing && share.queue().mayTryAgain()) {
                backlog.putBack(share);
            } else {
                refuse(share, cause);
            }
        }
    }

    /**
     * A key that another node stored first is found the next time; a lost connection wrote nothing. Who has waited for a
     * lock in vain has no time left to wait again.
     */
    private boolean isPassing(Throwable cause) {
        return cause instanceof StatementFailed refused
                ? refused.isDuplicate()
                : wasDeadlocked || (!waits && Failure.from(cause).code() == Code.UNAVAILABLE);
    }

    private static void refuse(Backlog.Share share, Throwable cause) {
        if (!(cause instanceof Failure)) {
            LOG.error("Sends could not be stored", cause);
        }
        share.sends().forEach(send -> send.refuse(Failure.from(cause)));
    }

    private boolean isLeftOut(Backlog.Share share) {
        return !waits && !heads.containsKey(share.queue().groupId());
    }

    private String groupIds() {
        JsonArray ids = new JsonArray();
        shares.forEach(share -> ids.add(share.queue().groupId()));
        return ids.encode();
    }

    private static String questions(List<Waiting.Send> sends) {
        JsonArray questions = new JsonArray();
        for (Waiting.Send send : sends) {
            AppendMessage request = send.request();
            questions.add(new JsonArray()
                    .add(request.groupId())
                    .add(request.sender().id())
                    .add(request.key().toString().replace("-", ""))
                    .add(request.replyTo()));
        }
        return questions.encode();
    }
}
