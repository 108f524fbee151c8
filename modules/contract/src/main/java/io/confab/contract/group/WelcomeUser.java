package io.confab.contract.group;

import io.confab.contract.Request;
import io.confab.contract.account.User;

/** Brings a new user into the group that everybody starts in (setting {@code lobby.group}), if there is one. */
public record WelcomeUser(User user) implements Request<Void> {}
