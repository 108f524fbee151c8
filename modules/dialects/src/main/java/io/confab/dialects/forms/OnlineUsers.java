package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.ListGroups;
import io.confab.contract.group.ListMembers;
import io.confab.contract.group.Member;
import io.confab.contract.group.Peer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who is online of those with whom a user shares a direct or a private group; of a large one the first members. */
final class OnlineUsers {

    private static final int MOST_MEMBERS = 200;

    private final Bus bus;

    OnlineUsers(Bus bus) {
        this.bus = bus;
    }

    /** The frame that tells it. */
    Future<byte[]> frame(long userId) {
        return bus.ask(new ListGroups(userId))
                .compose(groups -> Future.all(groups.stream()
                        .filter(group -> group.group().kind() != GroupKind.PUBLIC)
                        .map(group -> online(userId, group))
                        .toList()))
                .map(found -> frame(found.list()));
    }

    private Future<List<Long>> online(long userId, GroupSummary group) {
        return group.peer() != null
                ? Future.succeededFuture(ids(List.of(group.peer())))
                : bus.ask(new ListMembers(userId, group.group().id(), 0, MOST_MEMBERS))
                        .map(members -> ids(members.stream().map(Member::peer).toList()));
    }

    private static List<Long> ids(List<Peer> peers) {
        return peers.stream().filter(Peer::online).map(peer -> peer.user().id()).toList();
    }

    private static byte[] frame(List<List<Long>> all) {
        Set<Long> ids = new TreeSet<>();
        all.forEach(ids::addAll);
        return new JsonObject()
                .put("type", "online_users")
                .put("users", new JsonArray(new ArrayList<>(ids)))
                .toBuffer()
                .getBytes();
    }
}
