package io.confab.contract.presence;

import io.confab.contract.Ephemeral;
import io.confab.contract.account.User;

/** A member is writing now; never stored, forgotten by receivers after 5 s. */
public record Typing(long groupId, User user) implements Ephemeral {}
