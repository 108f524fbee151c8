package io.confab.contract.message;

import io.confab.contract.Request;

/** Who has received and read a message and when; for members of its group. */
public record ReadReceipts(long userId, long groupId, long seq) implements Request<Receipts> {}
