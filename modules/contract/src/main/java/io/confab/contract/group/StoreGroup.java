package io.confab.contract.group;

import io.confab.contract.Request;
import java.util.List;

/**
 * Stores a new private or public group with its members, each joining with an entry of the log; {@code CONFLICT} when
 * the slug is taken, {@code INVALID} when a member does not exist.
 */
public record StoreGroup(
        long creatorId, GroupKind kind, String name, String slug, String description, List<Long> memberIds)
        implements Request<Group> {}
