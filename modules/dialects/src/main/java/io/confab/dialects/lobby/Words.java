package io.confab.dialects.lobby;

import io.confab.contract.Failure;
import io.confab.contract.GroupEvent;
import io.confab.contract.account.User;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessagePosted;
import java.nio.charset.StandardCharsets;

/** What is said to clients, word for word as the older system said it. */
final class Words {

    private Words() {}

    /** What clients hear of an event; null for what the contract has no word for, and for a message that is deleted. */
    static byte[] of(GroupEvent event) {
        if (event instanceof MessagePosted posted) {
            String content = posted.message().content();
            return content == null ? null : utf8(posted.message().senderName() + ": " + content);
        } else if (event instanceof MemberJoined joined) {
            return joined(joined.user());
        } else if (event instanceof MemberLeft left) {
            return notice(left.user().name() + " has left the chat");
        }
        return null;
    }

    static byte[] joined(User user) {
        return notice(user.name() + " has joined the chat");
    }

    /** The contract has notices and no errors; who loses a line must know. */
    static byte[] notSent(Failure failure) {
        return notice("Your message was not sent. " + failure.sentence());
    }

    private static byte[] notice(String words) {
        return utf8("System: " + words);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
