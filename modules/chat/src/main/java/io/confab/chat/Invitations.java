package io.confab.chat;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Secrets;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.Role;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.invitation.AcceptInvitation;
import io.confab.contract.invitation.DropInvitation;
import io.confab.contract.invitation.FindInvitation;
import io.confab.contract.invitation.Invitation;
import io.confab.contract.invitation.InvitedGroup;
import io.confab.contract.invitation.ListInvitations;
import io.confab.contract.invitation.LoadInvitations;
import io.confab.contract.invitation.MadeInvitation;
import io.confab.contract.invitation.MakeInvitation;
import io.confab.contract.invitation.ReturnInvitation;
import io.confab.contract.invitation.RevokeInvitation;
import io.confab.contract.invitation.ShowInvitation;
import io.confab.contract.invitation.StoreInvitation;
import io.confab.contract.invitation.TakeInvitation;
import io.confab.contract.invitation.TakeInvitation.Taken;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.Guard;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Links into groups: admins make and revoke them, whoever holds one enters. */
final class Invitations {

    private static final Duration STANDARD = Duration.ofDays(7);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST_USES = 1_000;

    private final Bus bus;
    private final Memberships memberships;
    private final Groups groups;
    private final Secrets secrets = new Secrets();

    Invitations(Bus bus, Memberships memberships, Groups groups) {
        this.bus = bus;
        this.memberships = memberships;
        this.groups = groups;
    }

    Future<MadeInvitation> make(MakeInvitation request) {
        Duration lifetime = request.lifetime() == null ? STANDARD : request.lifetime();
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw Failure.invalid("expires_in", "An invitation holds for 60 seconds to 30 days");
        }
        Long maxUses = request.maxUses();
        if (maxUses != null && (maxUses < 1 || maxUses > MOST_USES)) {
            throw Failure.invalid("max_uses", "An invitation is for 1 to " + MOST_USES + " people");
        }
        String secret = secrets.create();
        return memberships
                .require(request.actorId(), request.groupId())
                .compose(role -> bus.ask(new StoreInvitation(
                        request.actorId(), request.groupId(), Secrets.hash(secret), lifetime, maxUses)))
                .map(invitation -> new MadeInvitation(invitation, secret));
    }

    Future<List<Invitation>> list(ListInvitations request) {
        return memberships
                .require(request.actorId(), request.groupId())
                .compose(role -> bus.ask(new LoadInvitations(request.actorId(), request.groupId())));
    }

    Future<Void> revoke(RevokeInvitation request) {
        return memberships
                .require(request.actorId(), request.groupId())
                .compose(role ->
                        bus.ask(new DropInvitation(request.actorId(), request.groupId(), request.invitationId())));
    }

    Future<InvitedGroup> show(ShowInvitation request) {
        return bus.ask(new FindInvitation(Secrets.hash(request.token())))
                .map(found -> found.orElseThrow(Invitations::absent));
    }

    Future<GroupSummary> accept(AcceptInvitation request) {
        String hash = Secrets.hash(request.token());
        long userId = request.user().id();
        return bus.ask(new TakeInvitation(hash, userId))
                .map(taken -> taken.orElseThrow(Invitations::absent))
                .compose(taken ->
                        enter(userId, taken, hash).compose(in -> groups.show(new ShowGroup(userId, taken.groupId()))));
    }

    private Future<?> enter(long userId, Taken taken, String hash) {
        if (!taken.isUsed()) {
            return Future.succeededFuture();
        }
        Change join = new Change.Join(userId, Role.MEMBER);
        return bus.ask(new AppendChange(userId, taken.groupId(), Guard.INVITED, join))
                .onSuccess(joined -> {
                    if (joined.isEmpty()) {
                        giveBack(hash);
                    }
                })
                .onFailure(cause -> giveBack(hash));
    }

    /** Should it fail, the link is good for one less, which its admins see. */
    private void giveBack(String hash) {
        bus.ask(new ReturnInvitation(hash));
    }

    private static Failure absent() {
        return Failure.notFound("invitation");
    }
}
