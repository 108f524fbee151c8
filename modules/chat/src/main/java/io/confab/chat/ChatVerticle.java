package io.confab.chat;

import io.confab.contract.Bus;
import io.confab.contract.account.DismissGuest;
import io.confab.contract.group.AddMember;
import io.confab.contract.group.ChangeGroup;
import io.confab.contract.group.ChangeRole;
import io.confab.contract.group.CreateGroup;
import io.confab.contract.group.JoinGroup;
import io.confab.contract.group.ListGroups;
import io.confab.contract.group.ListMembers;
import io.confab.contract.group.OpenDirect;
import io.confab.contract.group.OpenPublicGroup;
import io.confab.contract.group.RemoveMember;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.group.WelcomeUser;
import io.confab.contract.invitation.AcceptInvitation;
import io.confab.contract.invitation.ListInvitations;
import io.confab.contract.invitation.MakeInvitation;
import io.confab.contract.invitation.RevokeInvitation;
import io.confab.contract.invitation.ShowInvitation;
import io.confab.contract.log.Committed;
import io.confab.contract.log.CommittedElsewhere;
import io.confab.contract.message.DeleteMessage;
import io.confab.contract.message.EditMessage;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.SendMessage;
import io.confab.contract.presence.AskPresence;
import io.confab.contract.presence.CountOnline;
import io.confab.contract.presence.NodePresence;
import io.confab.contract.presence.SessionClosed;
import io.confab.contract.presence.SessionOpened;
import io.confab.contract.presence.ShowTyping;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Wires the rules of the chat to the bus; deploy one on each node. */
public final class ChatVerticle extends VerticleBase {

    private static final long SWEEP_MILLIS = 3_000;

    private final Bus bus;
    private final String lobby;
    private Presence presence;
    private Guests guests;

    /**
     * The chat of one node.
     *
     * @param bus the node's bus
     * @param lobby the slug of the public group that every new user enters; empty for none
     */
    public ChatVerticle(Bus bus, String lobby) {
        this.bus = bus;
        this.lobby = lobby;
    }

    @Override
    public Future<?> start() {
        Memberships memberships = new Memberships(bus);
        presence = new Presence(bus, vertx);
        Messages messages = new Messages(bus, memberships);
        Groups groups = new Groups(bus, memberships, presence, lobby);
        Members members = new Members(bus, memberships, presence);
        Invitations invitations = new Invitations(bus, memberships, groups);
        Typists typists = new Typists(bus, memberships);
        guests = new Guests(bus, presence::isOnline, System::nanoTime);

        bus.hear(Committed.class, committed -> committed.entries().forEach(memberships::follow));
        bus.hear(CommittedElsewhere.class, committed -> committed.entries().forEach(memberships::follow));
        bus.hear(SessionOpened.class, presence::opened);
        bus.hear(SessionClosed.class, presence::closed);
        bus.hear(NodePresence.class, presence::follow);

        bus.serve(SendMessage.class, messages::send);
        bus.serve(EditMessage.class, messages::edit);
        bus.serve(DeleteMessage.class, messages::delete);
        bus.serve(MarkMessages.class, messages::mark);
        bus.serve(ShowTyping.class, typists::show);
        bus.serve(CountOnline.class, new OnlineCounts(bus, presence)::count);

        bus.serve(ListGroups.class, groups::list);
        bus.serve(ShowGroup.class, groups::show);
        bus.serve(CreateGroup.class, groups::create);
        bus.serve(OpenDirect.class, groups::openDirect);
        bus.serve(OpenPublicGroup.class, groups::openPublic);
        bus.serve(ChangeGroup.class, groups::change);
        bus.serve(JoinGroup.class, groups::join);
        bus.serve(WelcomeUser.class, groups::welcome);

        bus.serve(ListMembers.class, members::list);
        bus.serve(AddMember.class, members::add);
        bus.serve(RemoveMember.class, members::remove);
        bus.serve(ChangeRole.class, members::changeRole);

        bus.serve(MakeInvitation.class, invitations::make);
        bus.serve(ListInvitations.class, invitations::list);
        bus.serve(RevokeInvitation.class, invitations::revoke);
        bus.serve(ShowInvitation.class, invitations::show);
        bus.serve(AcceptInvitation.class, invitations::accept);

        bus.serve(DismissGuest.class, guests::dismiss);
        bus.serve(AskPresence.class, request -> Future.succeededFuture(presence.isOnline(request.userId())));
        vertx.setPeriodic(SWEEP_MILLIS, tick -> guests.sweep());
        return Future.succeededFuture();
    }

    /** Stop it after the gateways and before the bridge: who was here last is stored, and told to other nodes. */
    @Override
    public Future<?> stop() {
        return guests.settled().transform(gone -> presence.leave());
    }
}
