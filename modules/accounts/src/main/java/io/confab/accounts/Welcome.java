package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.account.User;
import io.confab.contract.group.WelcomeUser;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings new users into their first group. */
final class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final Bus bus;

    Welcome(Bus bus) {
        this.bus = bus;
    }

    /** A user without a first group is better than none: he can join by himself. */
    Future<User> greet(User user) {
        return bus.ask(new WelcomeUser(user))
                .onFailure(cause -> LOG.warn("User {} is in no group yet: {}", user.id(), cause.getMessage()))
                .transform(welcomed -> Future.succeededFuture(user));
    }
}
