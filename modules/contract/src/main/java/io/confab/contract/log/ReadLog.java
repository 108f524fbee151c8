package io.confab.contract.log;

import io.confab.contract.Request;

/**
 * The entries of a group's log after a seq, in order and without holes; for feeds, no membership is checked.
 *
 * @param groupId where
 * @param after the entries with a higher seq
 * @param limit 1–500 entries
 */
public record ReadLog(long groupId, long after, int limit) implements Request<LogPage> {}
