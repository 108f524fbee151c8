package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.Secrets;
import io.confab.contract.account.AdmitGuest;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.DismissGuest;
import io.confab.contract.account.FindClaim;
import io.confab.contract.account.Identity;
import io.confab.contract.account.NameClaim;
import io.confab.contract.account.SignInGuest;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.StoreGuest;
import io.confab.contract.account.User;
import io.confab.contract.presence.AskPresence;
import io.vertx.core.Future;
import java.time.Duration;

/** Letting in who has a name and nothing else. */
final class Guests {

    /** Those with a session, among whom a name is one person's: nothing else tells them apart in the log. */
    private static final NameClaim SIGNED_IN = new NameClaim("native", null);

    private final Bus bus;
    private final AddressLimit limit;
    private final Sessions sessions;
    private final Welcome welcome;

    Guests(Bus bus, AddressLimit limit, Sessions sessions) {
        this.bus = bus;
        this.limit = limit;
        this.sessions = sessions;
        welcome = new Welcome(bus);
    }

    Future<Identity> admit(AdmitGuest request) {
        String name = Names.requireGuest(request.name());
        limit.take(request.client().address());
        String folded = Names.fold(name);
        NameClaim claim = request.claim();
        StoreGuest guest = claim == null
                ? new StoreGuest(name, folded, null, null)
                : new StoreGuest(name, folded, claim.space() + ":" + folded, Secrets.hash(claim.secret()));
        return bus.ask(guest)
                .recover(cause ->
                        guest.claimHash() != null && Failure.from(cause).code() == Code.CONFLICT
                                ? inPlaceOfLost(guest, cause)
                                : Future.failedFuture(cause))
                .map(Identity::unsigned);
    }

    /** The session last: a guest who has none, because this broke off, is found by the sweep for lost ones. */
    Future<SignedIn> signIn(SignInGuest request) {
        return admit(new AdmitGuest(request.name(), SIGNED_IN, request.client()))
                .compose(guest -> welcome.greet(guest.user()))
                .compose(guest -> sessions.open(new Credentials(guest, null, false), request.client()));
    }

    /** Whoever comes back after his node has died need not wait until somebody finds out that he is not there. */
    private Future<User> inPlaceOfLost(StoreGuest guest, Throwable taken) {
        return bus.ask(new FindClaim(guest.claim(), guest.claimHash()))
                .compose(holder -> holder.isEmpty() ? Future.failedFuture(taken) : requireLost(holder.get(), taken))
                .compose(lost -> bus.ask(new DismissGuest(lost, Duration.ZERO)))
                .compose(gone -> bus.ask(guest));
    }

    private Future<Long> requireLost(long guestId, Throwable taken) {
        return bus.ask(new AskPresence(guestId))
                .compose(online -> online ? Future.failedFuture(taken) : Future.succeededFuture(guestId));
    }
}
