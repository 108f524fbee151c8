package io.confab.persistence.log;

import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.LogEntry;
import io.confab.contract.message.Message;
import io.confab.contract.message.Sent;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** A send that got its place in the log. */
final class Post {

    private final AppendMessage request;
    private final Digest digest;
    private final long seq;
    private final Instant sentAt;
    private long messageId;

    Post(Waiting.Send send, long seq, Instant sentAt) {
        this.request = send.request();
        this.digest = send.digest();
        this.seq = seq;
        this.sentAt = sentAt;
    }

    AppendMessage request() {
        return request;
    }

    Buffer digest() {
        return digest.bytes();
    }

    long seq() {
        return seq;
    }

    Instant sentAt() {
        return sentAt;
    }

    /** Its row got this number. */
    void stored(long id) {
        messageId = id;
    }

    Sent sent() {
        return new Sent(request.groupId(), seq, messageId, request.key(), sentAt);
    }

    LogEntry entry() {
        return new LogEntry.MessagePosted(new Message(
                request.groupId(),
                seq,
                messageId,
                request.sender().id(),
                request.sender().name(),
                request.key(),
                request.content(),
                request.replyTo(),
                sentAt,
                null,
                null));
    }
}
