package io.confab.contract.bridge;

import io.confab.contract.Request;

/**
 * From now on publish here, on the group's address, what other nodes publish there.
 *
 * <p>Answers once that is so, hence what is read from the database afterwards and what is heard leave no gap between
 * them. When the bridge is away it answers at once, and tells heads as soon as it is back; it never fails. Each is undone
 * by one {@link UnmirrorGroup}.
 */
public record MirrorGroup(long groupId) implements Request<Void> {}
