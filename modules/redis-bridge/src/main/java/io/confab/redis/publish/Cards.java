package io.confab.redis.publish;

import io.confab.contract.Bus;
import io.confab.contract.group.Group;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.log.Committed;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.redis.Names;
import io.confab.redis.link.Servers;

/**
 * Writes a new group's hash: the entries of its log say who is in it, not what it is called. Later changes of the name are
 * in the log and written with it.
 */
public final class Cards {

    private static final long FIRST = 1;

    private final Bus bus;
    private final Servers servers;
    private final Names names;

    /** Writes to these servers. */
    public Cards(Bus bus, Servers servers, Names names) {
        this.bus = bus;
        this.servers = servers;
        this.names = names;
    }

    /** Looks for groups that are new. */
    public void follow(Committed committed) {
        for (LogEntry entry : committed.entries()) {
            if (entry instanceof MemberJoined joined && joined.seq() == FIRST) {
                // what fails here is right again with the next change of the group's name
                bus.ask(new LoadGroups(joined.user().id(), joined.groupId()))
                        .onSuccess(groups -> groups.forEach(summary -> write(summary.group())));
            }
        }
    }

    private void write(Group group) {
        servers.send(names.group(group.id()), Parcel.card(names, group));
    }
}
