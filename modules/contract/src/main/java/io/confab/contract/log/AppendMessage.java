package io.confab.contract.log;

import io.confab.contract.Request;
import io.confab.contract.account.User;
import io.confab.contract.message.Sent;
import java.util.UUID;

/**
 * Appends a message to its group's log and answers after the commit; the entry has been published by then.
 *
 * <p>The sender's membership is read inside the transaction. Fails like {@link
 * io.confab.contract.message.SendMessage}.
 */
public record AppendMessage(User sender, long groupId, UUID key, String content, Long replyTo)
        implements Request<Sent> {

    /** Keeps the content out of logs. */
    @Override
    public String toString() {
        return "AppendMessage[group=" + groupId + ", sender=" + sender.id() + "]";
    }
}
