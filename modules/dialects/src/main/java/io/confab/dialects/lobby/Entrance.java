package io.confab.dialects.lobby;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Access;
import io.confab.contract.account.AdmitGuest;
import io.confab.contract.account.Client;
import io.confab.contract.account.Identity;
import io.confab.contract.account.NameClaim;
import io.confab.dialects.Bearer;
import io.confab.dialects.Surroundings;
import io.confab.dialects.Visits;
import io.confab.gateway.session.Session;
import io.confab.http.edge.Exchange;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** As whom somebody comes in: as his account when he shows a token of it, else as a guest of a name that nobody here has. */
final class Entrance {

    private static final String SPACE = "lobby";

    private final Bus bus;
    private final Access access;
    private final Visits visits;

    Entrance(Surroundings surroundings, Visits visits) {
        bus = surroundings.bus();
        access = surroundings.access();
        this.visits = visits;
    }

    /**
     * Fails {@code UNAUTHENTICATED} where a name is not enough or the account has another one, and as {@link AdmitGuest} does.
     *
     * @param owner the secret of the browser, null for another program
     */
    Future<Identity> admit(Session session, RoutingContext ctx, String name, String owner) {
        return Bearer.identity(bus, ctx.request()).compose(account -> {
            if (account != null) {
                return Future.succeededFuture(requireName(account, name));
            }
            if (access == Access.MEMBERS) {
                throw Failure.of(Code.UNAUTHENTICATED, "Sign in to join the chat");
            }
            return visits.admit(session, new AdmitGuest(name, new NameClaim(SPACE, owner), client(ctx)));
        });
    }

    private static Identity requireName(Identity account, String name) {
        if (!account.user().name().equalsIgnoreCase(name.strip())) {
            throw Failure.of(Code.UNAUTHENTICATED, "You are signed in by another name");
        }
        return account;
    }

    private static Client client(RoutingContext ctx) {
        return new Client(Exchange.of(ctx).caller().address(), ctx.request().getHeader(HttpHeaders.USER_AGENT));
    }
}
