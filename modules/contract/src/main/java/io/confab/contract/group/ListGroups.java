package io.confab.contract.group;

import io.confab.contract.Request;
import java.util.List;

/** All groups of a user, the one with the newest event first, with unread counts, last messages and presence. */
public record ListGroups(long userId) implements Request<List<GroupSummary>> {}
