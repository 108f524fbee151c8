package io.confab.contract.message;

import io.confab.contract.Request;
import io.confab.contract.account.User;
import java.util.UUID;

/**
 * Says something in a group.
 *
 * <p>A repeat gets the first answer, also from one who is a member no longer. Otherwise {@code NOT_FOUND} for a non-member, {@code CONFLICT} for a key used with another group, content or reply and for an
 * archived group, {@code UNAVAILABLE} when it is not known to be stored: send it again with the same key.
 *
 * @param sender who says it
 * @param groupId where
 * @param key the client's id of this send; the same key never makes two messages
 * @param content 1 to {@link Message#MAX_CONTENT} Unicode characters, no unpaired surrogates, not only white space
 * @param replyTo the seq of a message of this group; null when it answers none
 */
public record SendMessage(User sender, long groupId, UUID key, String content, Long replyTo) implements Request<Sent> {

    /** Keeps the content out of logs. */
    @Override
    public String toString() {
        return "SendMessage[group=" + groupId + ", sender=" + sender.id() + "]";
    }
}
