package io.confab.persistence.sweep;

import io.confab.contract.Bus;
import io.confab.contract.UserEvent;
import io.confab.contract.log.GroupEntered;
import io.confab.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second for groups and memberships that changed lately by the database's clock, and tells this node: heads on
 * the groups' addresses, entered groups to their users.
 *
 * <p>It looks back over {@link #WINDOW_SECONDS}, which is more than a transaction can take from the time that it writes
 * down to its commit, and over the time in which it could not look. What was told is not told again.
 */
public final class Sweep {

    /** A change is written down with the time of its statement and seen when it is committed, seconds later. */
    static final long WINDOW_SECONDS = 10;

    private static final long PERIOD_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final Vertx vertx;
    private final Bus bus;
    private final ChangedGroups groups;
    private final NewMembers members;
    private long looked = System.nanoTime();
    private boolean looking;

    /** Will look into this database and tell on this bus; {@link #start} it on the context that it shall use. */
    public Sweep(Vertx vertx, Database database, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        groups = new ChangedGroups(database, bus);
        members = new NewMembers(database, bus);
    }

    /** Looks every second until the verticle ends. */
    public void start() {
        bus.hear(UserEvent.class, event -> {
            if (event instanceof GroupEntered entered) {
                members.known(entered);
            }
        });
        vertx.setPeriodic(PERIOD_MILLIS, tick -> look());
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        long began = System.nanoTime();
        long seconds = WINDOW_SECONDS + TimeUnit.NANOSECONDS.toSeconds(began - looked);
        Future.join(groups.look(seconds), members.look(seconds)).onComplete(done -> {
            looking = false;
            if (done.succeeded()) {
                looked = began;
            } else {
                LOG.debug("No sweep: {}", done.cause().getMessage());
            }
        });
    }
}
