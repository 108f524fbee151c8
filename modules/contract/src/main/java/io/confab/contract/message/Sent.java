package io.confab.contract.message;

import java.time.Instant;
import java.util.UUID;

/**
 * The acknowledgement of a send: the message is committed. A repeat with the same key gets an equal one.
 *
 * @param groupId where
 * @param seq its number in the group's log
 * @param messageId its number among all messages
 * @param key the key it was sent with
 * @param sentAt when it was stored
 */
public record Sent(long groupId, long seq, long messageId, UUID key, Instant sentAt) {}
