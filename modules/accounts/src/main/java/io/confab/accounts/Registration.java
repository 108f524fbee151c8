package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.account.Register;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.vertx.core.Future;

/** Making an account. */
final class Registration {

    private final Bus bus;
    private final Hasher hasher;
    private final AddressLimit limit;
    private final Welcome welcome;

    Registration(Bus bus, Hasher hasher, AddressLimit limit) {
        this.bus = bus;
        this.hasher = hasher;
        this.limit = limit;
        welcome = new Welcome(bus);
    }

    Future<User> register(Register request) {
        String name = Names.require(request.username());
        String email = Emails.require(request.email());
        String password = Passwords.require("password", request.password(), name);
        limit.take(request.client().address());
        return hasher.hash(password)
                .compose(hash -> bus.ask(new StoreUser(name, Names.fold(name), email, hash)))
                .compose(welcome::greet);
    }
}
