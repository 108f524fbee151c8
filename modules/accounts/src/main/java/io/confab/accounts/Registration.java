package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.account.Register;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.confab.contract.group.WelcomeUser;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Making an account. */
final class Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final Bus bus;
    private final Hasher hasher;
    private final AddressLimit limit;

    Registration(Bus bus, Hasher hasher, AddressLimit limit) {
        this.bus = bus;
        this.hasher = hasher;
        this.limit = limit;
    }

    Future<User> register(Register request) {
        String name = Names.require(request.username());
        String email = Emails.require(request.email());
        String password = Passwords.require("password", request.password(), name);
        limit.take(request.client().address());
        return hasher.hash(password)
                .compose(hash -> bus.ask(new StoreUser(name, Names.fold(name), email, hash)))
                .compose(this::welcome);
    }

    /** An account without a first group is better than none: it can join by itself. */
    private Future<User> welcome(User user) {
        return bus.ask(new WelcomeUser(user))
                .onFailure(cause -> LOG.warn("User {} is in no group yet: {}", user.id(), cause.getMessage()))
                .transform(welcomed -> Future.succeededFuture(user));
    }
}
