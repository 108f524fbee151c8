package io.confab.contract.bridge;

import io.confab.contract.Request;

/**
 * From now on announce here what other nodes announce of this user; like {@link MirrorGroup}, and undone by one {@link
 * UnmirrorUser}.
 */
public record MirrorUser(long userId) implements Request<Void> {}
