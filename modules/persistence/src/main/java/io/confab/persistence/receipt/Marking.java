package io.confab.persistence.receipt;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.persistence.Database;
import io.confab.persistence.log.Lane;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Moves marks, by a group commit: all that arrive during one transaction go into the next, and those of one member in one
 * group become one.
 */
public final class Marking {

    private static final int MOST_WAITING = 8_192;
    private static final int MARKS_OF_A_TURN = 512;
    private static final long SWEEP_MILLIS = 250;
    private static final long HELD_MILLIS = 50;

    private final Map<Place, Wish> wishes = new LinkedHashMap<>();
    private final Vertx vertx;
    private final Bus bus;
    private final Lane lane;

    /** Writes with one connection of this database; used on one context only. */
    public Marking(Vertx vertx, Database database, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        lane = new Lane(vertx, database, this::work);
        vertx.setPeriodic(SWEEP_MILLIS, id -> refuseLate(System.nanoTime()));
    }

    /** Serves {@link AdvanceMarks}; {@code UNAVAILABLE} at once when too much is waiting. */
    public Future<OwnMarksMoved> advance(AdvanceMarks request) {
        Place place = new Place(request.groupId(), request.userId());
        Wish wish = wishes.get(place);
        if (wish == null) {
            if (wishes.size() == MOST_WAITING) {
                return Future.failedFuture(Failure.unavailable("Too many receipts are waiting; try again"));
            }
            wish = new Wish(System.nanoTime());
            wishes.put(place, wish);
        }
        wish.include(request);
        lane.wake();
        return wish.answer();
    }

    /** Puts wishes back whose row somebody else holds; they are tried again in a moment, with what came meanwhile. */
    void putBack(Map<Place, Wish> held) {
        if (!held.isEmpty()) {
            vertx.setTimer(HELD_MILLIS, id -> {
                held.forEach((place, wish) -> wishes.merge(place, wish, (later, first) -> first.with(later)));
                lane.wake();
            });
        }
    }

    private Optional<Lane.Turn> work() {
        return wishes.isEmpty() ? Optional.empty() : Optional.of(new MarkTurn(bus, this));
    }

    /** What goes into one transaction, in the order in which rows are locked everywhere. */
    Map<Place, Wish> take() {
        Map<Place, Wish> taken = new TreeMap<>();
        Iterator<Map.Entry<Place, Wish>> all = wishes.entrySet().iterator();
        while (all.hasNext() && taken.size() < MARKS_OF_A_TURN) {
            Map.Entry<Place, Wish> next = all.next();
            taken.put(next.getKey(), next.getValue());
            all.remove();
        }
        return taken;
    }

    private void refuseLate(long now) {
        Iterator<Wish> all = wishes.values().iterator();
        while (all.hasNext()) {
            Wish wish = all.next();
            if (wish.isOutOfPatience(now)) {
                all.remove();
                wish.refuse(Failure.unavailable("The database is too slow; try again"));
            }
        }
    }
}
