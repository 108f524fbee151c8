package io.confab.contract.presence;

import io.confab.contract.Request;

/** Has this user a live session on any node, as far as this one knows? */
public record AskPresence(long userId) implements Request<Boolean> {}
