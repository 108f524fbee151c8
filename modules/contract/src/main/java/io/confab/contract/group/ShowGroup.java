package io.confab.contract.group;

import io.confab.contract.Request;

/** One group as a member sees it; {@code NOT_FOUND} for anybody else. */
public record ShowGroup(long userId, long groupId) implements Request<GroupSummary> {}
