package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.ProvenName;
import io.confab.contract.account.ReadUser;
import io.confab.contract.account.User;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.ListGroups;
import io.confab.contract.group.OpenDirect;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Groups of two. Whoever has not proven his id cannot begin one with somebody who has an account: he might be anybody. One
 * that the account has begun he may use.
 */
final class Directs {

    private final Bus bus;

    Directs(Bus bus) {
        this.bus = bus;
    }

    /**
     * A group of two.
     *
     * @param groupId the group
     * @param existed whether it was there before
     */
    record Direct(long groupId, boolean existed) {}

    /** Fails {@code NOT_FOUND} for an unknown user, {@code INVALID} for oneself, {@code FORBIDDEN} where a proof is needed. */
    Future<Direct> open(ProvenName actor, long otherId) {
        User user = actor.identity().user();
        return bus.ask(new ListGroups(user.id())).compose(groups -> {
            Optional<Long> known = find(groups, otherId);
            return known.isPresent()
                    ? Future.succeededFuture(new Direct(known.get(), true))
                    : mayMeet(actor, otherId)
                            .compose(allowed -> bus.ask(new OpenDirect(user, otherId)))
                            .map(group -> new Direct(group.id(), false));
        });
    }

    /** Whether one may begin a group with the other. */
    Future<Void> mayMeet(ProvenName actor, long otherId) {
        return bus.ask(new ReadUser(otherId)).map(other -> {
            if (!actor.pinned() && !other.guest()) {
                throw Failure.of(Code.FORBIDDEN, "Prove your id first, or let the other one begin");
            }
            return null;
        });
    }

    private static Optional<Long> find(List<GroupSummary> groups, long otherId) {
        return groups.stream()
                .filter(group -> group.peer() != null && group.peer().user().id() == otherId)
                .map(group -> group.group().id())
                .findFirst();
    }
}
