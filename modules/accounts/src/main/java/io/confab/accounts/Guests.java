package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.AdmitGuest;
import io.confab.contract.account.DismissGuest;
import io.confab.contract.account.FindClaim;
import io.confab.contract.account.Identity;
import io.confab.contract.account.NameClaim;
import io.confab.contract.account.StoreGuest;
import io.confab.contract.account.User;
import io.confab.contract.presence.AskPresence;
import io.vertx.core.Future;
import java.time.Duration;

/** Letting in who has a name and nothing else. */
final class Guests {

    private final Bus bus;
    private final AddressLimit limit;

    Guests(Bus bus, AddressLimit limit) {
        this.bus = bus;
        this.limit = limit;
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
