package io.confab.contract.message;

import io.confab.contract.Request;

/** One message, for members of its group. */
public record ReadMessage(long userId, long groupId, long seq) implements Request<Message> {}
