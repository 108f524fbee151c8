package io.confab.contract.group;

import io.confab.contract.Request;
import java.util.List;

/** What {@link ListMembers} answers but for presence, straight from the database. */
public record LoadMembers(long userId, long groupId, long afterUserId, int limit) implements Request<List<Member>> {}
