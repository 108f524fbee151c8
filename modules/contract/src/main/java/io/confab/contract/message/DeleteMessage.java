package io.confab.contract.message;

import io.confab.contract.Request;

/** Erases the content of one's own message, or as an admin of anybody's; a stub stays. Twice is no failure. */
public record DeleteMessage(long actorId, long groupId, long seq) implements Request<Message> {}
