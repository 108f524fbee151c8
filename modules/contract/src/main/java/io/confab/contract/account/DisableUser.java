package io.confab.contract.account;

import io.confab.contract.Request;

/** Shuts an account: its sessions end and it cannot sign in. Twice is no failure; {@code NOT_FOUND} when there is none. */
public record DisableUser(long userId) implements Request<Void> {}
