package io.confab.persistence.log;

import io.confab.contract.log.AppendMessage;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The SHA-256 of a send: two sends with one key are the same send when their digests are equal.
 *
 * <p>The key goes in too, so that a stored digest does not tell which messages have equal contents.
 */
record Digest(Buffer bytes) {

    static Digest of(AppendMessage send) {
        Buffer body = Buffer.buffer()
                .appendBuffer(bytes(send.key()))
                .appendLong(send.groupId())
                .appendLong(send.replyTo() == null ? 0 : send.replyTo())
                .appendString(send.content());
        return new Digest(Buffer.buffer(sha256().digest(body.getBytes())));
    }

    /** A UUID as the sixteen bytes that are stored. */
    static Buffer bytes(UUID key) {
        return Buffer.buffer(16).appendLong(key.getMostSignificantBits()).appendLong(key.getLeastSignificantBits());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
