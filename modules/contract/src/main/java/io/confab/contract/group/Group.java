package io.confab.contract.group;

import java.time.Instant;

/**
 * The place messages go, as all its members see it.
 *
 * @param id one number space for every kind and every contract
 * @param kind direct, private or public
 * @param name 1–80 characters; null for a direct group, whose name is the other member's
 * @param slug the name in URLs of a public group, unique, {@code [a-z0-9-]{1,40}} and never only digits; else null
 * @param description up to 500 characters, or null
 * @param memberCount how many members it has
 * @param head the highest seq
 * @param createdAt when it was made
 * @param archivedAt since when it takes no more messages; null while it does
 */
public record Group(
        long id,
        GroupKind kind,
        String name,
        String slug,
        String description,
        int memberCount,
        long head,
        Instant createdAt,
        Instant archivedAt) {}
