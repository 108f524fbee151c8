package io.confab.contract.message;

import io.confab.contract.Request;

/** Replaces the content of one's own message; {@code CONFLICT} once it is deleted. Answers with it as it is now. */
public record EditMessage(long actorId, long groupId, long seq, String content) implements Request<Message> {

    /** Keeps the content out of logs. */
    @Override
    public String toString() {
        return "EditMessage[group=" + groupId + ", seq=" + seq + "]";
    }
}
