package io.confab.redis.publish;

import io.confab.contract.Bus;
import io.confab.contract.group.LoadRoster;
import io.confab.contract.group.Roster;
import io.confab.redis.Names;
import io.confab.redis.link.Servers;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes hashes and sets of groups again after Redis has lost them, from MySQL, one page of one group at a time. Nobody waits
 * for it; what fails is written with the next change, as ever.
 */
public final class Copies {

    /** More are left to their next changes. */
    private static final int MOST = 10_000;

    private final Bus bus;
    private final Servers servers;
    private final Names names;
    private final Set<Long> waiting = new LinkedHashSet<>();
    private boolean isWriting;

    /** Writes to these servers. */
    public Copies(Bus bus, Servers servers, Names names) {
        this.bus = bus;
        this.servers = servers;
        this.names = names;
    }

    /** Redis was emptied: writes these groups again, as soon as it has come to them. */
    public void restore(Collection<Long> groupIds) {
        groupIds.stream().limit(Math.max(0, MOST - waiting.size())).forEach(waiting::add);
        goOn();
    }

    private void goOn() {
        if (!isWriting && !waiting.isEmpty()) {
            long groupId = waiting.iterator().next();
            waiting.remove(groupId);
            isWriting = true;
            restore(groupId, 0).onComplete(done -> {
                isWriting = false;
                goOn();
            });
        }
    }

    private Future<Void> restore(long groupId, long afterUserId) {
        return bus.ask(new LoadRoster(groupId, afterUserId)).compose(roster -> {
            servers.send(names.group(groupId), Parcel.card(names, roster.group()));
            int found = roster.userIds().size();
            Future<Void> written = found == 0 ? Future.succeededFuture() : write(groupId, roster);
            return found < Roster.PAGE
                    ? written
                    : written.compose(done -> restore(groupId, roster.userIds().get(found - 1)));
        });
    }

    private Future<Void> write(long groupId, Roster roster) {
        String set = names.subscribers(groupId);
        Request request = Request.cmd(Command.SADD).arg(set);
        roster.userIds().forEach(request::arg);
        return servers.send(set, request).mapEmpty();
    }
}
