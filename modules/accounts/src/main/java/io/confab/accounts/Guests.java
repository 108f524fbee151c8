package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.account.AdmitGuest;
import io.confab.contract.account.Identity;
import io.confab.contract.account.NameClaim;
import io.confab.contract.account.StoreGuest;
import io.vertx.core.Future;

/** Letting in who has a name and nothing else. */
final class Guests {

    private final Bus bus;

    Guests(Bus bus) {
        this.bus = bus;
    }

    Future<Identity> admit(AdmitGuest request) {
        String name = Names.requireGuest(request.name());
        String folded = Names.fold(name);
        NameClaim claim = request.claim();
        StoreGuest guest = claim == null
                ? new StoreGuest(name, folded, null, null)
                : new StoreGuest(name, folded, claim.space() + ":" + folded, Secrets.hash(claim.secret()));
        return bus.ask(guest).map(Identity::unsigned);
    }
}
