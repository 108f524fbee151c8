package io.confab.persistence.receipt;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.UserEvent;
import io.confab.contract.group.Marks;
import io.confab.contract.message.MarksMoved;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.persistence.Connection;
import io.confab.persistence.log.Lane;
import io.confab.persistence.row.Limits;
import io.confab.persistence.row.Unread;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction of marks: lock the memberships, see where the marks stand then, move those that move forward, keep when
 * it was in groups of at most 200.
 *
 * <p>It locks no group, so sends go on beside it.
 */
final class MarkTurn implements Lane.Turn {

    private static final String WISHES = "JSON_TABLE(?, '$[*]' COLUMNS (group_id BIGINT PATH '$[0]',"
            + " user_id BIGINT PATH '$[1]', delivered_seq BIGINT PATH '$[2]', read_seq BIGINT PATH '$[3]')) a";
    private static final String MEMBERS =
            " STRAIGHT_JOIN group_members gm FORCE INDEX (PRIMARY) ON gm.group_id = a.group_id AND gm.user_id = a.user_id";
    private static final String LOCK =
            "SELECT gm.group_id, gm.user_id FROM " + WISHES + MEMBERS + " FOR UPDATE SKIP LOCKED";
    private static final String READ = "GREATEST(gm.read_seq, LEAST(a.read_seq, g.head))";
    private static final String DELIVERED = "GREATEST(gm.delivered_seq, LEAST(a.delivered_seq, g.head), " + READ + ")";
    private static final String STANDING = "SELECT gm.group_id, gm.user_id, gm.delivered_seq AS old_delivered,"
            + " gm.read_seq AS old_read, " + DELIVERED + " AS delivered_seq, " + READ + " AS read_seq, "
            + Unread.after(READ) + " AS unread, g.member_count FROM " + WISHES + MEMBERS
            + " STRAIGHT_JOIN `groups` g ON g.id = gm.group_id";
    private static final String MOVE =
            "UPDATE " + WISHES + MEMBERS + " SET gm.delivered_seq = a.delivered_seq, gm.read_seq = a.read_seq";
    private static final String KEEP = "INSERT INTO receipts (group_id, user_id, kind, seq, marked_at)"
            + " SELECT group_id, user_id, kind, seq, UTC_TIMESTAMP(6)"
            + " FROM JSON_TABLE(?, '$[*]' COLUMNS (group_id BIGINT PATH '$[0]', user_id BIGINT PATH '$[1]',"
            + " kind VARCHAR(9) PATH '$[2]', seq BIGINT PATH '$[3]')) a";

    private static final Logger LOG = LoggerFactory.getLogger(MarkTurn.class);

    private final Bus bus;
    private final Marking marking;
    private Map<Place, Wish> wishes = Map.of();
    private final Map<Place, Standing> standings = new TreeMap<>();
    private final Map<Place, Wish> held = new TreeMap<>();

    MarkTurn(Bus bus, Marking marking) {
        this.bus = bus;
        this.marking = marking;
    }

    /** Where the marks of a member were and where they will be. */
    private record Standing(Marks before, Marks after, int unread, boolean small) {

        boolean moved() {
            return !before.equals(after);
        }
    }

    @Override
    public Future<Void> write(Connection connection) {
        wishes = marking.take();
        Tuple asked = Tuple.of(asked());
        Set<Place> locked = new HashSet<>();
        return connection
                .run(LOCK, asked)
                .onSuccess(rows -> rows.forEach(row -> locked.add(place(row))))
                .compose(done -> connection.run(STANDING, asked))
                .onSuccess(rows -> sort(rows, locked))
                .compose(done -> move(connection));
    }

    private String asked() {
        JsonArray rows = new JsonArray();
        wishes.forEach((place, wish) -> rows.add(new JsonArray()
                .add(place.groupId())
                .add(place.userId())
                .add(wish.deliveredSeq())
                .add(wish.readSeq())));
        return rows.encode();
    }

    private void sort(RowSet<Row> rows, Set<Place> locked) {
        for (Row row : rows) {
            Place place = place(row);
            if (locked.contains(place)) {
                standings.put(place, standing(row, place.userId()));
            } else {
                held.put(place, wishes.get(place));
            }
        }
    }

    private static Standing standing(Row row, long userId) {
        return new Standing(
                new Marks(userId, row.getLong("old_delivered"), row.getLong("old_read")),
                new Marks(userId, row.getLong("delivered_seq"), row.getLong("read_seq")),
                row.getInteger("unread"),
                row.getInteger("member_count") <= Limits.SMALL_GROUP);
    }

    private Future<Void> move(Connection connection) {
        JsonArray moved = new JsonArray();
        JsonArray kept = new JsonArray();
        standings.forEach((place, standing) -> {
            if (standing.moved()) {
                Marks after = standing.after();
                moved.add(row(place).add(after.deliveredSeq()).add(after.readSeq()));
                keep(kept, place, standing);
            }
        });
        if (moved.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection
                .run(MOVE, Tuple.of(moved.encode()))
                .compose(done -> kept.isEmpty()
                        ? Future.succeededFuture()
                        : connection.run(KEEP, Tuple.of(kept.encode())).mapEmpty());
    }

    private static void keep(JsonArray kept, Place place, Standing standing) {
        if (standing.small()
                && standing.after().deliveredSeq() > standing.before().deliveredSeq()) {
            kept.add(row(place).add("DELIVERED").add(standing.after().deliveredSeq()));
        }
        if (standing.small() && standing.after().readSeq() > standing.before().readSeq()) {
            kept.add(row(place).add("READ").add(standing.after().readSeq()));
        }
    }

    private static JsonArray row(Place place) {
        return new JsonArray().add(place.groupId()).add(place.userId());
    }

    private static Place place(Row row) {
        return new Place(row.getLong("group_id"), row.getLong("user_id"));
    }

    @Override
    public void committed() {
        tellGroups();
        standings.forEach((place, standing) -> {
            OwnMarksMoved own = own(place, standing);
            if (standing.moved()) {
                bus.announce(UserEvent.class, own);
            }
        });
        answer();
        marking.putBack(held);
    }

    private void tellGroups() {
        Map<Long, List<Marks>> moved = new TreeMap<>();
        standings.forEach((place, standing) -> {
            if (standing.moved() && standing.small()) {
                moved.computeIfAbsent(place.groupId(), id -> new ArrayList<>()).add(standing.after());
            }
        });
        moved.forEach((groupId, marks) -> bus.publish(new MarksMoved(groupId, List.copyOf(marks))));
    }

    private void answer() {
        wishes.forEach((place, wish) -> {
            Standing standing = standings.get(place);
            if (standing != null) {
                wish.grant(own(place, standing));
            } else if (!held.containsKey(place)) {
                wish.refuse(Failure.notFound("group"));
            }
        });
    }

    private static OwnMarksMoved own(Place place, Standing standing) {
        Marks marks = standing.after();
        return new OwnMarksMoved(
                place.userId(), place.groupId(), marks.deliveredSeq(), marks.readSeq(), standing.unread());
    }

    @Override
    public void failed(Throwable cause, boolean unknown) {
        if (!(cause instanceof Failure)) {
            LOG.error("Marks could not be stored", cause);
        }
        wishes.values().forEach(wish -> wish.refuse(Failure.from(cause)));
    }
}
