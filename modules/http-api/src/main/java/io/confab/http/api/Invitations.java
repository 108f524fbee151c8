package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.invitation.AcceptInvitation;
import io.confab.contract.invitation.Invitation;
import io.confab.contract.invitation.ListInvitations;
import io.confab.contract.invitation.MadeInvitation;
import io.confab.contract.invitation.MakeInvitation;
import io.confab.contract.invitation.RevokeInvitation;
import io.confab.contract.invitation.ShowInvitation;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Links into groups. The secret of one never stands in an address, which others log: requests have it in their body, and the
 * page behind the {@code #} of its link.
 */
final class Invitations {

    private final Bus bus;

    Invitations(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> make(Call call) {
        Long seconds = call.integer("expires_in");
        return bus.ask(new MakeInvitation(
                        call.userId(),
                        call.groupId(),
                        seconds == null ? null : Duration.ofSeconds(seconds),
                        call.integer("max_uses")))
                .map(made -> Answer.created(Made.of(made), null));
    }

    Future<Answer> list(Call call) {
        return bus.ask(new ListInvitations(call.userId(), call.groupId()))
                .map(invitations -> Answer.ok(Map.of("invitations", invitations)));
    }

    Future<Answer> revoke(Call call) {
        return bus.ask(new RevokeInvitation(call.userId(), call.groupId(), call.number("invitation_id")))
                .map(done -> Answer.done());
    }

    Future<Answer> show(Call call) {
        return bus.ask(new ShowInvitation(call.text("token"))).map(Answer::ok);
    }

    Future<Answer> accept(Call call) {
        return bus.ask(new AcceptInvitation(call.user(), call.text("token"))).map(Answer::ok);
    }

    /** An invitation with its secret, which is told this once. */
    private record Made(long id, String token, Instant createdAt, Instant expiresAt, Integer maxUses) {

        static Made of(MadeInvitation made) {
            Invitation invitation = made.invitation();
            return new Made(
                    invitation.id(),
                    made.token(),
                    invitation.createdAt(),
                    invitation.expiresAt(),
                    invitation.maxUses());
        }
    }
}
