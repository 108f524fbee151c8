package io.confab.persistence.log;

import io.confab.contract.Bus;
import io.confab.contract.UserEvent;
import io.confab.contract.log.Committed;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LogEntry;
import io.confab.persistence.Database;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;

/** Tells the node what was committed: watchers of the group first, then newcomers' sessions, then all who hear commits. */
public final class Announcer {

    private final Bus bus;
    private final Doubts doubts;

    /** Announces on this bus; looks at this database where a commit is in doubt. */
    public Announcer(Vertx vertx, Database database, Bus bus) {
        this.bus = bus;
        doubts = new Doubts(vertx, database, bus);
    }

    /** It is not known whether these groups got new entries: as soon as it can be known, watchers are told to look. */
    public void doubt(Collection<Long> groupIds) {
        doubts.add(groupIds);
    }

    /** A group has at least this head, and whether its watchers have heard so far is not known. */
    void seen(long groupId, long head) {
        bus.publish(new HeadMoved(groupId, head));
    }

    /** Announces the entries of one committed transaction, which are in seq order within each group. */
    public void committed(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        entries.forEach(bus::publish);
        for (LogEntry entry : entries) {
            if (entry instanceof LogEntry.MemberJoined joined) {
                bus.announce(UserEvent.class, new GroupEntered(joined.user().id(), joined.groupId(), joined.seq()));
            }
        }
        bus.announce(Committed.class, new Committed(List.copyOf(entries)));
    }
}
