package io.confab.contract.account;

import java.time.Instant;

/**
 * A sign-in of an account that is neither ended nor expired.
 *
 * @param id its number, random, below 2^53
 * @param createdAt when its user signed in
 * @param lastUsedAt when it was last refreshed
 * @param address where it was last refreshed from
 * @param userAgent the program then; null when unknown
 * @param current whether it is the one that asks
 */
public record AccountSession(
        long id, Instant createdAt, Instant lastUsedAt, String address, String userAgent, boolean current) {}
