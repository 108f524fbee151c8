package io.confab.chat;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.group.AddMember;
import io.confab.contract.group.ChangeRole;
import io.confab.contract.group.ListMembers;
import io.confab.contract.group.LoadMembers;
import io.confab.contract.group.Member;
import io.confab.contract.group.RemoveMember;
import io.confab.contract.group.Role;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.Guard;
import io.vertx.core.Future;
import java.util.List;

/** Bringing in, removing, leaving and promoting: admins bring in, rank removes, the owner gives roles. */
final class Members {

    private final Bus bus;
    private final Memberships memberships;
    private final Presence presence;

    Members(Bus bus, Memberships memberships, Presence presence) {
        this.bus = bus;
        this.memberships = memberships;
        this.presence = presence;
    }

    Future<List<Member>> list(ListMembers request) {
        return bus.ask(new LoadMembers(request.userId(), request.groupId(), request.afterUserId(), request.limit()))
                .map(members -> members.stream().map(this::withPresence).toList());
    }

    Future<Void> add(AddMember request) {
        Change join = new Change.Join(request.userId(), Role.MEMBER);
        return memberships
                .change(new AppendChange(request.actorId(), request.groupId(), Guard.ADMIN, join))
                .mapEmpty();
    }

    Future<Void> remove(RemoveMember request) {
        Guard guard = request.actorId() == request.userId() ? Guard.MEMBER : Guard.OUTRANKS;
        Change leave = new Change.Leave(request.userId());
        return memberships
                .change(new AppendChange(request.actorId(), request.groupId(), guard, leave))
                .mapEmpty();
    }

    Future<Void> changeRole(ChangeRole request) {
        Change change = new Change.SetRole(request.userId(), request.role());
        return memberships
                .require(request.actorId(), request.groupId())
                .compose(role -> request.actorId() == request.userId()
                        ? Future.failedFuture(ownRole())
                        : memberships.change(
                                new AppendChange(request.actorId(), request.groupId(), Guard.GIVES_ROLE, change)))
                .mapEmpty();
    }

    private static Failure ownRole() {
        return Failure.invalid("user_id", "You cannot change your own role; hand the group over instead");
    }

    private Member withPresence(Member member) {
        return new Member(presence.of(member.peer()), member.role(), member.joinedAt());
    }
}
