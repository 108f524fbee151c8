package io.confab.contract.account;

import io.confab.contract.Request;
import java.util.List;

/** What {@link ListSessions} answers, straight from the database; {@code current} is set on the given one. */
public record LoadSessions(long userId, long currentId) implements Request<List<AccountSession>> {}
