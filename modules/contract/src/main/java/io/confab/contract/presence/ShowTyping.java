package io.confab.contract.presence;

import io.confab.contract.Request;
import io.confab.contract.account.User;

/** A member is writing; told to the group at most once in 3 s for each user and group, the rest is dropped. */
public record ShowTyping(User user, long groupId) implements Request<Void> {}
