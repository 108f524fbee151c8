package io.confab.persistence.account;

import io.confab.contract.Bus;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.FindClaim;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.LoadGuests;
import io.confab.contract.account.LoadNameProof;
import io.confab.contract.account.LoadRevoked;
import io.confab.contract.account.LoadSessions;
import io.confab.contract.account.LoadUsers;
import io.confab.contract.account.PurgeSessions;
import io.confab.contract.account.ReadUser;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StoreDismissal;
import io.confab.contract.account.StoreGuest;
import io.confab.contract.account.StoreName;
import io.confab.contract.account.StorePassword;
import io.confab.contract.account.StorePin;
import io.confab.contract.account.StoreRefresh;
import io.confab.contract.account.StoreRelease;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.StoreUser;
import io.confab.persistence.Database;

/** Wires what is stored of accounts to the bus. */
public final class Accounts {

    private Accounts() {}

    /** Serves the account requests from this database, on the current context. */
    public static void serve(Bus bus, Database database) {
        Users users = new Users(database);
        bus.serve(StoreUser.class, users::store);
        bus.serve(ReadUser.class, users::read);
        bus.serve(LoadUsers.class, users::find);
        bus.serve(LoadCredentials.class, users::credentials);

        Guests guests = new Guests(database);
        bus.serve(StoreGuest.class, guests::store);
        bus.serve(StoreRelease.class, guests::release);
        bus.serve(StoreDismissal.class, guests::dismiss);
        bus.serve(FindClaim.class, guests::find);
        bus.serve(LoadGuests.class, guests::load);
        RegisteredNames names = new RegisteredNames(database);
        bus.serve(StoreName.class, names::store);
        bus.serve(LoadNameProof.class, names::load);
        bus.serve(StorePin.class, names::pin);

        Sessions sessions = new Sessions(database);
        bus.serve(StoreSession.class, sessions::store);
        bus.serve(LoadSessions.class, sessions::list);
        bus.serve(PurgeSessions.class, sessions::purge);
        bus.serve(StoreRefresh.class, new Refreshes(database)::store);

        Revocations revocations = new Revocations(database);
        bus.serve(EndSessions.class, revocations::end);
        bus.serve(StorePassword.class, revocations::replacePassword);
        bus.serve(StoreDisabled.class, revocations::disable);
        bus.serve(LoadRevoked.class, revocations::load);
    }
}
